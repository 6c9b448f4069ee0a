package dev.streambed.gateway;

import dev.streambed.gateway.model.WholeAnswer;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.gateway.vocabulary.Usage;
import java.io.IOException;

/// Hands on an answer in one.
///
/// @param model asks it and waits
record Delivery(Question model, Call call, ReturnPath back) implements Exchange {

  /// Less than Lambda takes back from a buffered invocation, for headers and escapes.
  private static final int MOST_BUFFERED = 5_500_000;

  private static final Problem TOO_LARGE =
      Problem.of(
              ErrorCode.UPSTREAM_ERROR,
              "The answer is too large for this route; POST /bedrock/stream carries it.")
          .withCause("TooLargeToBuffer");

  @FunctionalInterface
  interface Question {
    WholeAnswer ask() throws InterruptedException;
  }

  @Override
  public Ending converse() throws InterruptedException {
    return switch (model.ask()) {
      case WholeAnswer.Document(Payload json, Usage usage) -> deliver(json, usage);
      case WholeAnswer.Failed(Problem problem, Usage usage) -> fail(problem, usage);
    };
  }

  @Override
  public Ending fail(Problem problem) {
    return fail(problem, new Usage.Unknown());
  }

  private Ending deliver(Payload json, Usage usage) {
    if (!back.streams() && json.size() > MOST_BUFFERED) {
      return fail(TOO_LARGE, usage);
    }
    try {
      Replies.document(back, json);
      return new Ending.Complete(usage, "");
    } catch (IOException _) {
      return new Ending.ClientGone(usage, "");
    }
  }

  private Ending fail(Problem problem, Usage usage) {
    try {
      Replies.problem(back, problem, call.requestId());
      return new Ending.Failed(usage, problem);
    } catch (IOException _) {
      return new Ending.ClientGone(usage, "");
    }
  }
}
