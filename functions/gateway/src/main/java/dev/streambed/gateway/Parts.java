package dev.streambed.gateway;

import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.Gathering;
import dev.streambed.gateway.session.Prompts;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.PromptPart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prompts that come in parts. Thread-safe.
///
/// API Gateway delivers messages side by side, so that the last part can be here before the others.
/// Whoever takes it stays to see whether they come.
///
/// @param patience how long it stays
record Parts(Prompts prompts, Questions questions, Duration patience) {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  Reaction take(Asker asker, PromptPart part) {
    return switch (prompts.add(asker.answer(), part)) {
      case Gathering.Complete(int count) -> questions.ask(asker, new Handover.Prompt.Parts(count));
      case Gathering.Incomplete(List<Integer> missing) ->
          missing.isEmpty() ? new Reaction.Nothing() : awaitRest(asker.answer());
      case Gathering.Wrong(Problem problem) -> giveUp(asker.answer(), problem);
    };
  }

  private Reaction awaitRest(AnswerKey answer) {
    try {
      List<Integer> missing = List.of();
      for (Duration waited = Duration.ZERO;
          waited.compareTo(patience) < 0;
          waited = waited.plus(LOOK_AGAIN)) {
        Thread.sleep(LOOK_AGAIN);
        Optional<Gathering> now = prompts.look(answer);
        if (now.isEmpty() || !(now.get() instanceof Gathering.Incomplete(List<Integer> still))) {
          return new Reaction.Nothing();
        }
        missing = still;
      }
      return giveUp(answer, missing);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reaction.refused(Problem.of(ErrorCode.TIMEOUT), answer.id());
    }
  }

  private Reaction giveUp(AnswerKey answer, List<Integer> missing) {
    String indexes = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
    Problem problem = Problem.of(ErrorCode.INVALID_REQUEST, "Parts are missing: " + indexes + ".");
    return prompts.giveUp(answer) ? Reaction.refused(problem, answer.id()) : new Reaction.Nothing();
  }

  // Nothing is asked with a prompt of which a part is wrong; what more comes of it is refused.
  private Reaction giveUp(AnswerKey answer, Problem problem) {
    prompts.giveUp(answer);
    return Reaction.refused(problem, answer.id());
  }
}
