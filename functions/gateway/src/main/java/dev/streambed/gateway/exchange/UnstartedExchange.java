package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;

/// An answer that ended before the model was called.
public record UnstartedExchange(ResponseWriter responseWriter, Outcome outcome)
    implements Exchange {

  @Override
  public Outcome run() {
    return write(outcome);
  }

  @Override
  public Outcome fail(Problem problem) {
    return write(new Outcome.NotStarted(problem));
  }

  private Outcome write(Outcome last) {
    try {
      responseWriter.end(last);
      return last;
    } catch (IOException _) {
      return new Outcome.ClientGone(last.usage(), "");
    }
  }
}
