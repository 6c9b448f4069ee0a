package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.model.BufferedAnswer;
import dev.streambed.gateway.response.ResponseFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the answer of a buffered request, in one piece, to the caller.
final class BufferedExchange implements Exchange {

  /// The largest answer in bytes. Below Lambda's limit for a buffered response, which includes
  /// headers and JSON escapes.
  private static final int MOST_BUFFERED = 5_500_000;

  private static final Problem TOO_LARGE =
      Problem.of(
              ErrorCode.UPSTREAM_ERROR,
              "The answer is too large for this route; POST /bedrock/stream carries it.")
          .withCause("TooLargeToBuffer");

  interface ModelCall {
    BufferedAnswer answer() throws InterruptedException;

    /// The usage to record when nothing is known about the answer.
    ///
    /// @param reason one of the constants of [Usage.Estimated]
    Usage estimate(String reason);

    /// The models that were asked before the last one.
    List<FailedAttempt> failedAttempts();

    /// The last one.
    ModelId model();
  }

  private final ModelCall model;
  private final InboundCall inboundCall;
  private final ResponseFormat format;
  private final ResponseSink responseSink;
  private Optional<Usage> known = Optional.empty();
  private Guardrail guardrail = Guardrail.ABSENT;
  private BedrockResponseHead head = BedrockResponseHead.NONE;

  /// @param model asks it and waits
  BufferedExchange(
      ModelCall model, InboundCall inboundCall, ResponseFormat format, ResponseSink responseSink) {
    this.model = model;
    this.format = format;
    this.inboundCall = inboundCall;
    this.responseSink = responseSink;
  }

  @Override
  public Outcome run() throws InterruptedException {
    BufferedAnswer answer = model.answer();
    known = Optional.of(answer.usage());
    return switch (answer) {
      case BufferedAnswer.Complete(ModelDocument document) -> {
        guardrail = document.guardrail();
        head = document.head();
        yield deliver(document);
      }
      case BufferedAnswer.Failed(Problem problem, Usage usage, _, String requestId) -> {
        head = new BedrockResponseHead(requestId, Map.of());
        yield fail(problem, usage);
      }
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

  @Override
  public BedrockResponseHead head() {
    return head;
  }

  @Override
  public List<FailedAttempt> failedAttempts() {
    return model.failedAttempts();
  }

  private Outcome deliver(ModelDocument document) {
    if (!responseSink.streams() && document.json().size() > MOST_BUFFERED) {
      return fail(TOO_LARGE, document.usage());
    }
    try {
      formatOfModel().document(responseSink, document, inboundCall.requestId());
      return new Outcome.Complete(document.usage(), document.stopReason());
    } catch (IOException _) {
      return new Outcome.ClientGone(document.usage(), document.stopReason());
    }
  }

  private ResponseFormat formatOfModel() {
    return model.failedAttempts().isEmpty() ? format : format.answeredBy(model.model());
  }

  private Outcome fail(Problem problem, Usage usage) {
    try {
      format.problem(responseSink, problem, inboundCall.requestId());
      return new Outcome.Failed(usage, problem);
    } catch (IOException _) {
      return new Outcome.ClientGone(usage, "");
    }
  }
}
