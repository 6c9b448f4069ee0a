package dev.streambed.gateway;

import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.model.AskReader;
import dev.streambed.gateway.model.Asking;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.push.Connections;
import dev.streambed.gateway.reply.Addressee;
import dev.streambed.gateway.reply.SocketReply;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.AnswerRows;
import dev.streambed.gateway.session.Beginning;
import dev.streambed.gateway.session.Prompts;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.transport.FailedHandover;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.HandoverHead;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.StopCause;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;

/// Answers on connections, each in an invocation of its own. Thread-safe.
///
/// @param beside what is done beside the answer, once the model has been asked; returns at once
record Continuation(
    BedrockModel model,
    AnswerRows answers,
    Prompts prompts,
    Connections clients,
    HandoverFailures failures,
    Books books,
    Pace pace,
    Runnable beside) {

  /// Writes an answer that was handed on, unless another invocation does.
  ///
  /// @throws UnreadableEvent when another version of the function has admitted it; it has not begun
  ///   then
  /// @throws SdkException when the tables cannot be reached, so that it has not begun
  void carryOn(Handover handover, Deadline deadline) {
    HandoverHead head = handover.head();
    Permit permit = Permit.of(head.permit()).orElseThrow(() -> new UnreadableEvent("the permit"));
    AnswerKey key = new AnswerKey(head.connection(), head.id(), head.requestId(), head.until());
    String run = UUID.randomUUID().toString();
    switch (answers.begin(key, run)) {
      case Beginning.Ours(RunningAnswer running, Optional<StopCause> stop) -> {
        Task task = new Task(handover, key, permit, running, deadline);
        stop.ifPresentOrElse(cause -> end(task, ending(cause)), () -> answer(task));
        forget(task);
      }
      case Beginning.Failed(Problem problem) ->
          failures.end(new FailedHandover(head, problem.cause()), Optional.of(run), deadline);
      case Beginning.NotOurs() -> {}
    }
  }

  private record Task(
      Handover handover, AnswerKey key, Permit permit, RunningAnswer running, Deadline deadline) {

    Turn turn(Ask ask) {
      return new Turn(SocketCall.of(key.requestId(), deadline), ask, permit, running);
    }
  }

  private void answer(Task task) {
    switch (asking(task)) {
      case Asking.Valid(Ask ask) -> write(task, ask);
      case Asking.Invalid(Problem problem) -> end(task, failed(problem));
    }
  }

  private Asking asking(Task task) {
    try {
      return AskReader.readMessage(
          switch (task.handover().prompt()) {
            case Handover.Prompt.Message(Payload body) -> body;
            case Handover.Prompt.Parts _ -> prompts.read(task.key());
          });
    } catch (SdkException e) {
      return new Asking.Invalid(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    } catch (RuntimeException e) {
      return new Asking.Invalid(Faults.internal(e));
    }
  }

  private void write(Task task, Ask ask) {
    StopSwitch stop = new StopSwitch();
    try (SocketReply reply = reply(task)) {
      reply.onLoss(() -> stop.pull(StopCause.DISCONNECTED));
      Relay relay =
          new Relay(
              () -> model.stream(ask, task.deadline()),
              () -> {
                task.running()
                    .watch(cause -> {
                      reply.cut();
                      stop.pull(cause);
                    });
                beside.run();
              },
              reply,
              stop,
              pace);
      task.turn(ask).run(relay, books, pace.clock());
    }
  }

  // Of a prompt that was not read, the model is what there is to be written down.
  private void end(Task task, Ending ending) {
    Ask ask = new Ask(task.handover().head().model(), Payload.EMPTY, true, true, Estimate.NOTHING);
    task.running().watch(_ -> {});
    try (SocketReply reply = reply(task)) {
      task.turn(ask).run(new Unasked(reply, ending), books, pace.clock());
    }
  }

  private SocketReply reply(Task task) {
    HandoverHead head = task.handover().head();
    return SocketReply.begin(
        new Addressee(head.id(), head.requestId(), head.model()),
        clients.to(head.connection(), head.requestId()),
        task.deadline());
  }

  private void forget(Task task) {
    if (task.handover().prompt() instanceof Handover.Prompt.Parts) {
      try {
        prompts.forget(task.key());
      } catch (SdkException _) {
        // They expire.
      }
    }
  }

  private static Ending ending(StopCause cause) {
    return switch (cause) {
      case STOPPED -> new Ending.Stopped(new Usage.Unknown());
      case DISCONNECTED -> new Ending.ClientGone(new Usage.Unknown(), "");
    };
  }

  private static Ending failed(Problem problem) {
    return new Ending.NotStarted(problem);
  }
}
