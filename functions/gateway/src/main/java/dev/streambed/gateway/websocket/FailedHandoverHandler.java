package dev.streambed.gateway.websocket;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.exchange.IncompleteSettlementException;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.push.ConnectionsApi;
import dev.streambed.gateway.response.AnswerCorrelation;
import dev.streambed.gateway.response.WebSocketResponseWriter;
import dev.streambed.gateway.session.PromptParts;
import dev.streambed.gateway.session.UnstartedAnswers;
import dev.streambed.gateway.session.WebSocketAnswerKey;
import dev.streambed.gateway.transport.HandoverFailureRecord;
import dev.streambed.gateway.transport.HandoverHeader;
import dev.streambed.gateway.transport.UnreadableEventException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Ends answers that were handed over but never started: no model was called, so they cost nothing,
/// and their clients get an error. Thread-safe.
///
/// The answer's row decides between this and an invocation that starts after all. All later steps
/// are idempotent, and are repeated when one fails: the client ignores a repeated message by its
/// number, the record is written once, and the reservation is settled once.
public record FailedHandoverHandler(
    UnstartedAnswers answers,
    PromptParts promptParts,
    ConnectionsApi clients,
    UsageRecorder usageRecorder,
    InstantSource clock) {

  private static final String NOT_STARTED =
      "The answer could not be started. The model was not asked.";

  /// Ends an answer whose invocation failed, unless it has started.
  ///
  /// @throws AwsException when a table cannot be reached
  /// @throws IncompleteSettlementException when the counters could not be corrected
  /// @throws UnreadableEventException when another version of the function has admitted it
  public void end(HandoverFailureRecord failed, Deadline deadline) {
    end(failed, Optional.empty(), deadline);
  }

  /// Like [#end], for the invocation that could not start the answer.
  ///
  /// @param run the id of that invocation's run, should it have started the answer after all
  void end(HandoverFailureRecord failed, Optional<String> run, Deadline deadline) {
    HandoverHeader head = failed.envelope();
    Permit permit =
        Permit.fromJson(head.permit())
            .orElseThrow(() -> new UnreadableEventException("the permit"));
    WebSocketAnswerKey key =
        new WebSocketAnswerKey(
            head.webSocketConnection(), head.id(), head.requestId(), head.until());
    answers
        .end(key, run)
        .ifPresent(ended -> finish(new Task(key, permit, failed.cause(), deadline), ended));
  }

  /// Ends an answer that is overdue, unless it has started.
  ///
  /// @return whether this call ended it
  /// @throws AwsException when a table cannot be reached
  /// @throws IncompleteSettlementException when the counters could not be corrected
  public boolean endLate(Permit permit, Deadline deadline) {
    Optional<WebSocketAnswerKey> found =
        permit
            .reservation()
            .connection()
            .flatMap(connection -> answers.find(connection, permit.requestId()));
    Optional<UnstartedAnswers.Ended> ended =
        found.flatMap(key -> answers.end(key, Optional.empty()));
    ended.ifPresent(
        how -> finish(new Task(found.orElseThrow(), permit, "NeverStarted", deadline), how));
    return ended.isPresent();
  }

  private record Task(WebSocketAnswerKey key, Permit permit, String cause, Deadline deadline) {}

  private void finish(Task task, UnstartedAnswers.Ended ended) {
    Outcome outcome =
        ended
            .stop()
            .map(Outcome::beforeStart)
            .orElseGet(() -> new Outcome.NotStarted(problem(task.cause())));
    post(task, outcome);
    deletePrompt(task.key());
    Duration duration = Duration.between(task.permit().admittedAt(), clock.instant());
    if (!usageRecorder.recordNotStarted(task.permit(), duration, outcome)) {
      throw new IncompleteSettlementException("the settlement");
    }
  }

  private static Problem problem(String cause) {
    return Problem.of(ErrorCode.UNAVAILABLE, NOT_STARTED).withCause(cause);
  }

  private void post(Task task, Outcome outcome) {
    if (outcome instanceof Outcome.ClientGone) {
      return;
    }
    WebSocketAnswerKey key = task.key();
    AnswerCorrelation answerCorrelation =
        new AnswerCorrelation(key.id(), key.requestId(), task.permit().reservation().model());
    try (WebSocketResponseWriter reply =
        WebSocketResponseWriter.begin(
            answerCorrelation,
            JsonObject.EMPTY,
            clients.sinkFor(key.webSocketConnection(), key.requestId()),
            task.deadline())) {
      reply.end(outcome);
    } catch (IOException _) {
      // The client has disconnected. That the answer never started is recorded anyway.
    }
  }

  private void deletePrompt(WebSocketAnswerKey key) {
    try {
      promptParts.delete(key);
    } catch (AwsException _) {
      // The rows expire.
    }
  }
}
