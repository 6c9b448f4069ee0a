package dev.streambed.gateway;

import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.model.AskReader;
import dev.streambed.gateway.model.Asking;
import dev.streambed.gateway.sdk.CallDeadline;
import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.AnswerRows;
import dev.streambed.gateway.session.Prompts;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import java.util.Optional;

/// Questions on connections: whatever can be refused is refused at once, and what is left is handed
/// on. Thread-safe.
record Questions(AnswerRows answers, Prompts prompts, Admissions limit, Handing handing) {

  private static final String NOT_RUNNING = "No answer of this id is running on this connection.";

  Reaction ask(Asker asker, Handover.Prompt prompt) {
    return switch (AskReader.readMessage(message(asker, prompt))) {
      case Asking.Invalid(Problem problem) -> refuse(asker, prompt, problem);
      case Asking.Valid(Ask ask) -> accept(asker, prompt, ask);
    };
  }

  Reaction stop(Asker asker) {
    return answers.stop(asker.answer())
        ? new Reaction.Nothing()
        : Reaction.refused(Problem.of(ErrorCode.NOT_FOUND, NOT_RUNNING), asker.answer().id());
  }

  private Payload message(Asker asker, Handover.Prompt prompt) {
    return switch (prompt) {
      case Handover.Prompt.Message(Payload body) -> body;
      case Handover.Prompt.Parts _ -> prompts.read(asker.answer());
    };
  }

  // The id is taken before the request is counted: one that is used twice costs nothing.
  private Reaction accept(Asker asker, Handover.Prompt prompt, Ask ask) {
    return switch (prompt) {
      case Handover.Prompt.Message _ ->
          answers.accept(asker.answer())
              ? admit(asker, prompt, ask)
              : Reaction.refused(Problem.of(ErrorCode.DUPLICATE_ID), asker.answer().id());
      case Handover.Prompt.Parts _ ->
          answers.acceptGathered(asker.answer())
              ? admit(asker, prompt, ask)
              // Another invocation saw it whole, too, and was first.
              : new Reaction.Nothing();
    };
  }

  private Reaction admit(Asker asker, Handover.Prompt prompt, Ask ask) {
    AnswerKey answer = asker.answer();
    return switch (CallDeadline.within(asker.until(), () -> admission(asker, ask))) {
      case Admission.Refused(Problem problem, _) -> {
        answers.release(answer);
        forget(asker, prompt);
        yield Reaction.refused(problem, answer.id()).forModel(ask.model());
      }
      case Admission.Admitted(Permit permit, _) ->
          hand(asker, prompt, handing.turn(asker, ask, permit));
    };
  }

  private Admission admission(Asker asker, Ask ask) {
    AnswerKey answer = asker.answer();
    return limit.admitOn(answer.connection().id(), asker.customer(), answer.requestId(), ask);
  }

  private Reaction hand(Asker asker, Handover.Prompt prompt, Turn turn) {
    Optional<Problem> problem = handing.hand(asker, turn, prompt);
    if (problem.isEmpty()) {
      return new Reaction.Nothing();
    }
    forget(asker, prompt);
    return new Reaction.Failed(problem.get(), asker.answer().id().value());
  }

  private Reaction refuse(Asker asker, Handover.Prompt prompt, Problem problem) {
    if (prompt instanceof Handover.Prompt.Parts) {
      prompts.giveUp(asker.answer());
    }
    return Reaction.refused(problem, asker.answer().id());
  }

  private void forget(Asker asker, Handover.Prompt prompt) {
    if (prompt instanceof Handover.Prompt.Parts) {
      prompts.forget(asker.answer());
    }
  }
}
