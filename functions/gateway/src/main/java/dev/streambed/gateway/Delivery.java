package dev.streambed.gateway;

import dev.streambed.gateway.model.WholeAnswer;
import dev.streambed.gateway.reply.Replies;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.gateway.vocabulary.Usage;
import java.io.IOException;
import java.util.Optional;

/// Hands on an answer in one.
final class Delivery implements Exchange {

  /// Less than Lambda takes back from a buffered invocation, for headers and escapes.
  private static final int MOST_BUFFERED = 5_500_000;

  private static final Problem TOO_LARGE =
      Problem.of(
              ErrorCode.UPSTREAM_ERROR,
              "The answer is too large for this route; POST /bedrock/stream carries it.")
          .withCause("TooLargeToBuffer");

  interface Question {
    WholeAnswer ask() throws InterruptedException;

    /// What it may have cost when nothing is known of the answer.
    Usage guess(String reason);
  }

  private final Question model;
  private final Call call;
  private final ReturnPath back;
  private Optional<Usage> known = Optional.empty();
  private Guardrail guardrail = Guardrail.ABSENT;

  /// @param model asks it and waits
  Delivery(Question model, Call call, ReturnPath back) {
    this.model = model;
    this.call = call;
    this.back = back;
  }

  @Override
  public Ending converse() throws InterruptedException {
    WholeAnswer answer = model.ask();
    known = Optional.of(answer.usage());
    return switch (answer) {
      case WholeAnswer.Document document -> {
        guardrail = document.guardrail();
        yield deliver(document.json(), document.usage(), document.stopReason());
      }
      case WholeAnswer.Failed(Problem problem, Usage usage) -> fail(problem, usage);
    };
  }

  @Override
  public Ending fail(Problem problem) {
    return fail(problem, known.orElseGet(() -> model.guess(Exchange.reason(problem))));
  }

  @Override
  public Guardrail guardrail() {
    return guardrail;
  }

  private Ending deliver(Payload json, Usage usage, String stopReason) {
    if (!back.streams() && json.size() > MOST_BUFFERED) {
      return fail(TOO_LARGE, usage);
    }
    try {
      Replies.document(back, json);
      return new Ending.Complete(usage, stopReason);
    } catch (IOException _) {
      return new Ending.ClientGone(usage, stopReason);
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
