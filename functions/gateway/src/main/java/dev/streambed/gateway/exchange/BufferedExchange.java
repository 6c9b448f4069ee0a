package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.model.BufferedAnswer;
import dev.streambed.gateway.response.ResponseWriters;
import java.io.IOException;
import java.util.Optional;

/// Hands on an answer in one.
final class BufferedExchange implements Exchange {

  /// Less than Lambda takes back from a buffered invocation, for headers and escapes.
  private static final int MOST_BUFFERED = 5_500_000;

  private static final Problem TOO_LARGE =
      Problem.of(
              ErrorCode.UPSTREAM_ERROR,
              "The answer is too large for this route; POST /bedrock/stream carries it.")
          .withCause("TooLargeToBuffer");

  interface ModelCall {
    BufferedAnswer answer() throws InterruptedException;

    /// What it may have cost when nothing is known of the answer.
    Usage estimate(String reason);
  }

  private final ModelCall model;
  private final InboundCall inboundCall;
  private final ResponseSink responseSink;
  private Optional<Usage> known = Optional.empty();
  private Guardrail guardrail = Guardrail.ABSENT;

  /// @param model asks it and waits
  BufferedExchange(ModelCall model, InboundCall inboundCall, ResponseSink responseSink) {
    this.model = model;
    this.inboundCall = inboundCall;
    this.responseSink = responseSink;
  }

  @Override
  public Outcome run() throws InterruptedException {
    BufferedAnswer answer = model.answer();
    known = Optional.of(answer.usage());
    return switch (answer) {
      case BufferedAnswer.Document document -> {
        guardrail = document.guardrail();
        yield deliver(document.json(), document.usage(), document.stopReason());
      }
      case BufferedAnswer.Failed(Problem problem, Usage usage) -> fail(problem, usage);
    };
  }

  @Override
  public Outcome fail(Problem problem) {
    return fail(problem, known.orElseGet(() -> model.estimate(Exchange.reason(problem))));
  }

  @Override
  public Guardrail guardrail() {
    return guardrail;
  }

  private Outcome deliver(Payload json, Usage usage, String stopReason) {
    if (!responseSink.streams() && json.size() > MOST_BUFFERED) {
      return fail(TOO_LARGE, usage);
    }
    try {
      ResponseWriters.document(responseSink, json);
      return new Outcome.Complete(usage, stopReason);
    } catch (IOException _) {
      return new Outcome.ClientGone(usage, stopReason);
    }
  }

  private Outcome fail(Problem problem, Usage usage) {
    try {
      ResponseWriters.problem(responseSink, problem, inboundCall.requestId());
      return new Outcome.Failed(usage, problem);
    } catch (IOException _) {
      return new Outcome.ClientGone(usage, "");
    }
  }
}
