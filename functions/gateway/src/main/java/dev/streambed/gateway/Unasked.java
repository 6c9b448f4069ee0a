package dev.streambed.gateway;

import dev.streambed.gateway.reply.Reply;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Problem;
import java.io.IOException;

/// An answer that ends before a model is asked.
record Unasked(Reply reply, Ending ending) implements Exchange {

  @Override
  public Ending converse() {
    return say(ending);
  }

  @Override
  public Ending fail(Problem problem) {
    return say(new Ending.NotStarted(problem));
  }

  private Ending say(Ending last) {
    try {
      reply.end(last);
      return last;
    } catch (IOException _) {
      return new Ending.ClientGone(last.usage(), "");
    }
  }
}
