package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.exchange.AdmittedExchange;
import dev.streambed.gateway.exchange.Exchange;
import dev.streambed.gateway.exchange.UsageRecorder;
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
import software.amazon.awssdk.core.exception.SdkException;

/// Hands an admitted answer on to an invocation of its own, which has the time to write it.
/// Thread-safe.
record HandoverSender(
    SelfInvocation self,
    WebSocketAnswers answers,
    UsageRecorder usageRecorder,
    InstantSource clock) {

  /// Hands it on.
  ///
  /// @return why it could not be: then it has ended, and is written down unless somebody else may
  ///   have begun it
  Optional<Problem> send(
      AuthenticatedMessage authenticatedMessage,
      AdmittedExchange admittedExchange,
      Handover.Prompt prompt) {
    Handover handover = handover(authenticatedMessage.answer(), admittedExchange, prompt);
    Optional<Problem> problem = self.send(authenticatedMessage.function(), handover.event());
    return problem.filter(why -> isEnded(authenticatedMessage.answer(), admittedExchange, why));
  }

  /// An admitted question, as everybody else's.
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
      WebSocketAnswerKey answer, AdmittedExchange admittedExchange, Handover.Prompt prompt) {
    HandoverHeader head =
        new HandoverHeader(
            answer.webSocketConnection(),
            answer.id(),
            answer.requestId(),
            admittedExchange.modelRequest().model(),
            admittedExchange.permit().toJson(),
            answer.expiresAt());
    return new Handover(head, prompt);
  }

  // The row first: should Lambda have taken the event after all, then either nobody begins the
  // answer, or somebody has, who will write it down.
  private boolean isEnded(
      WebSocketAnswerKey answer, AdmittedExchange admittedExchange, Problem problem) {
    try {
      if (!answers.release(answer)) {
        return false;
      }
    } catch (SdkException _) {
      // It is not known whether it will begin; if it does not, the sweep ends it.
      return false;
    }
    admittedExchange.run(new Failure(problem), usageRecorder, clock);
    return true;
  }

  /// An answer that ends before a model is asked.
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
