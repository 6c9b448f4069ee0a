package dev.streambed.gateway.websocket;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.exchange.AdmittedExchange;
import dev.streambed.gateway.exchange.Exchange;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.push.SelfInvocation;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.session.WebSocketAnswerKey;
import dev.streambed.gateway.session.WebSocketAnswers;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.HandoverHeader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Hands an admitted answer over to an invocation of its own, which has the time to write it.
/// Thread-safe.
record HandoverSender(
    SelfInvocation self,
    WebSocketAnswers answers,
    UsageRecorder usageRecorder,
    InstantSource clock) {

  /// Hands an answer over.
  ///
  /// @param limits what is left of the customer's limits
  /// @return why that failed; the answer has then ended, and is recorded unless another invocation
  ///   may have started it
  Optional<Problem> send(
      AuthenticatedMessage authenticatedMessage,
      AdmittedExchange admittedExchange,
      Handover.Prompt prompt,
      JsonObject limits) {
    Handover handover = handover(authenticatedMessage.answer(), admittedExchange, prompt, limits);
    Optional<Problem> problem = self.send(authenticatedMessage.function(), handover.event());
    return problem.filter(why -> isEnded(authenticatedMessage.answer(), admittedExchange, why));
  }

  /// The exchange of an admitted request.
  AdmittedExchange exchange(
      AuthenticatedMessage authenticatedMessage, ModelRequest modelRequest, Permit permit) {
    Deadline none = Deadline.in(Duration.ZERO, clock);
    return new AdmittedExchange(
        WebSocketCallAdapter.of(authenticatedMessage.answer().requestId(), none),
        modelRequest,
        permit,
        RunningAnswer.unstoppable());
  }

  private static Handover handover(
      WebSocketAnswerKey answer,
      AdmittedExchange admittedExchange,
      Handover.Prompt prompt,
      JsonObject limits) {
    HandoverHeader head =
        new HandoverHeader(
            answer.webSocketConnection(),
            answer.id(),
            answer.requestId(),
            admittedExchange.modelRequest().model(),
            admittedExchange.modelRequest().targets(),
            admittedExchange.permit().toJson(),
            limits,
            answer.expiresAt());
    return new Handover(head, prompt, admittedExchange.modelRequest().guardrail());
  }

  // The row is changed first. If Lambda accepted the event after all, the row decides whether that
  // invocation may still start the answer.
  private boolean isEnded(
      WebSocketAnswerKey answer, AdmittedExchange admittedExchange, Problem problem) {
    try {
      if (!answers.release(answer)) {
        return false;
      }
    } catch (AwsException _) {
      // It is unknown whether the answer will start; if it does not, the sweep ends it.
      return false;
    }
    admittedExchange.run(new Failure(problem), usageRecorder, clock);
    return true;
  }

  /// An answer that ends before a model is called.
  private record Failure(Problem problem) implements Exchange {

    @Override
    public Outcome run() {
      return fail(problem);
    }

    @Override
    public Outcome fail(Problem why) {
      return new Outcome.NotStarted(why);
    }
  }
}
