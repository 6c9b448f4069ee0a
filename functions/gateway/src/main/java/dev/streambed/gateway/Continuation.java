package dev.streambed.gateway;

import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.model.AskReader;
import dev.streambed.gateway.model.Asking;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.model.PieceStream;
import dev.streambed.gateway.push.Connections;
import dev.streambed.gateway.reply.Addressee;
import dev.streambed.gateway.reply.SocketReply;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.AnswerRows;
import dev.streambed.gateway.session.Beginning;
import dev.streambed.gateway.session.Prompts;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.transport.Handover;
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
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Answers on connections, each in an invocation of its own. Thread-safe.
///
/// @param beside what is done beside the answer, once the model has been asked; returns at once
record Continuation(
    BedrockModel model,
    AnswerRows answers,
    Prompts prompts,
    Connections clients,
    Books books,
    Pace pace,
    Runnable beside) {

  /// Writes an answer that was handed on, unless another invocation does.
  void carryOn(Handover handover, Deadline deadline) {
    AnswerKey key =
        new AnswerKey(handover.connection(), handover.id(), handover.requestId(), handover.until());
    switch (answers.begin(key, UUID.randomUUID().toString())) {
      case Beginning.Ours(RunningAnswer running, Optional<StopCause> stop) -> {
        Task task = new Task(handover, key, running, deadline);
        stop.ifPresentOrElse(cause -> end(task, ending(cause)), () -> answer(task));
        forget(task);
      }
      case Beginning.Failed(Problem problem) ->
          end(new Task(handover, key, RunningAnswer.unseen(), deadline), failed(problem));
      case Beginning.NotOurs() -> {}
    }
  }

  private record Task(Handover handover, AnswerKey key, RunningAnswer running, Deadline deadline) {

    Turn turn(Ask ask) {
      return new Turn(
          SocketCall.of(handover.requestId(), deadline),
          ask,
          Permit.of(handover.permit()).orElseThrow(),
          running);
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
    }
  }

  private void write(Task task, Ask ask) {
    StopSwitch stop = new StopSwitch();
    try (SocketReply reply = reply(task)) {
      reply.onLoss(() -> stop.pull(StopCause.DISCONNECTED));
      Supplier<PieceStream> begin =
          () -> {
            // The model is asked first: it takes longer than anything else.
            PieceStream stream = model.stream(ask, task.deadline());
            task.running()
                .watch(cause -> {
                  reply.cut();
                  stop.pull(cause);
                });
            beside.run();
            return stream;
          };
      task.turn(ask).run(new Relay(begin, reply, stop, pace), books, pace.clock());
    }
  }

  // Of a prompt that was not read, the model is what there is to be written down.
  private void end(Task task, Ending ending) {
    Ask ask = new Ask(task.handover().model(), Payload.EMPTY, true, true, Estimate.NOTHING);
    task.running().watch(_ -> {});
    try (SocketReply reply = reply(task)) {
      task.turn(ask).run(new Unasked(reply, ending), books, pace.clock());
    }
  }

  private SocketReply reply(Task task) {
    Handover handover = task.handover();
    return SocketReply.begin(
        new Addressee(handover.id(), handover.requestId(), handover.model()),
        clients.to(handover.connection(), handover.requestId()),
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
    return new Ending.Failed(new Usage.Unknown(), problem);
  }
}
