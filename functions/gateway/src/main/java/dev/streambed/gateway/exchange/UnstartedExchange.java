package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;

/// An answer that ends before a model is asked.
public record UnstartedExchange(ResponseWriter responseWriter, Outcome outcome)
    implements Exchange {

  @Override
  public Outcome run() {
    return say(outcome);
  }

  @Override
  public Outcome fail(Problem problem) {
    return say(new Outcome.NotStarted(problem));
  }

  private Outcome say(Outcome last) {
    try {
      responseWriter.end(last);
      return last;
    } catch (IOException _) {
      return new Outcome.ClientGone(last.usage(), "");
    }
  }
}
