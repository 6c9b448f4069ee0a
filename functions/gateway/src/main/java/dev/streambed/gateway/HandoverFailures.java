package dev.streambed.gateway;

import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.push.Connections;
import dev.streambed.gateway.reply.Addressee;
import dev.streambed.gateway.reply.SocketReply;
import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.Prompts;
import dev.streambed.gateway.session.UnstartedAnswers;
import dev.streambed.gateway.transport.FailedHandover;
import dev.streambed.gateway.transport.HandoverHead;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.StopCause;
import dev.streambed.gateway.vocabulary.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Ends answers that were handed on and never begun: nobody asked a model, so that they cost
/// nothing, and their clients are told. Thread-safe.
///
/// The answer's row decides between this and an invocation that begins after all. Everything after
/// that can be done again, and is when something of it fails: the client knows a message that comes
/// twice by its number, the record is put once, and the reservation settled once.
record HandoverFailures(
    UnstartedAnswers answers,
    Prompts prompts,
    Connections clients,
    Books books,
    InstantSource clock) {

  private static final String NOT_STARTED =
      "The answer could not be started. The model was not asked.";

  /// Ends an answer whose invocation failed, unless it has begun.
  ///
  /// @throws SdkException when a table cannot be reached
  /// @throws UnfinishedEnding when the counters could not be put right
  /// @throws UnreadableEvent when another version of the function has admitted it
  void end(FailedHandover failed, Deadline deadline) {
    end(failed, Optional.empty(), deadline);
  }

  /// As [#end], for the invocation that could not begin it.
  ///
  /// @param run what it has called itself, should it have begun after all
  void end(FailedHandover failed, Optional<String> run, Deadline deadline) {
    HandoverHead head = failed.head();
    Permit permit = Permit.of(head.permit()).orElseThrow(() -> new UnreadableEvent("the permit"));
    AnswerKey key = new AnswerKey(head.connection(), head.id(), head.requestId(), head.until());
    answers
        .end(key, run)
        .ifPresent(ended -> finish(new Task(key, permit, failed.cause(), deadline), ended));
  }

  /// Ends an answer that should have begun a while ago, if it has not.
  ///
  /// @return whether it has ended so
  /// @throws SdkException when a table cannot be reached
  /// @throws UnfinishedEnding when the counters could not be put right
  boolean endLate(Permit permit, Deadline deadline) {
    Optional<AnswerKey> found =
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

  private record Task(AnswerKey key, Permit permit, String cause, Deadline deadline) {}

  private void finish(Task task, UnstartedAnswers.Ended ended) {
    Ending ending =
        ended
            .stop()
            .map(HandoverFailures::ending)
            .orElseGet(() -> new Ending.NotStarted(problem(task.cause())));
    tell(task, ending);
    forget(task.key());
    Duration duration = Duration.between(task.permit().at(), clock.instant());
    if (!books.closeUnstarted(task.permit(), duration, ending)) {
      throw new UnfinishedEnding("the settlement");
    }
  }

  private static Ending ending(StopCause cause) {
    return switch (cause) {
      case STOPPED -> new Ending.Stopped(new Usage.Unknown());
      case DISCONNECTED -> new Ending.ClientGone(new Usage.Unknown(), "");
    };
  }

  private static Problem problem(String cause) {
    return Problem.of(ErrorCode.UNAVAILABLE, NOT_STARTED).withCause(cause);
  }

  private void tell(Task task, Ending ending) {
    if (ending instanceof Ending.ClientGone) {
      return;
    }
    AnswerKey key = task.key();
    Addressee addressee =
        new Addressee(key.id(), key.requestId(), task.permit().reservation().model());
    try (SocketReply reply =
        SocketReply.begin(
            addressee, clients.to(key.connection(), key.requestId()), task.deadline())) {
      reply.end(ending);
    } catch (IOException _) {
      // The client has gone. That the answer never began is what there is to be written down.
    }
  }

  private void forget(AnswerKey key) {
    try {
      prompts.forget(key);
    } catch (SdkException _) {
      // They expire.
    }
  }
}
