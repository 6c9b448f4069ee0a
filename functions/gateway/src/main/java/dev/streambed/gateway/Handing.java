package dev.streambed.gateway;

import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.push.SelfInvocation;
import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.AnswerRows;
import dev.streambed.gateway.session.RunningAnswer;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.HandoverHead;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Hands an admitted answer on to an invocation of its own, which has the time to write it.
/// Thread-safe.
record Handing(SelfInvocation self, AnswerRows answers, Books books, InstantSource clock) {

  /// Hands it on.
  ///
  /// @return why it could not be: then it has ended, and is written down unless somebody else may
  ///   have begun it
  Optional<Problem> hand(Asker asker, Turn turn, Handover.Prompt prompt) {
    Handover handover = handover(asker.answer(), turn, prompt);
    Optional<Problem> problem = self.send(asker.function(), handover.event());
    return problem.filter(why -> isEnded(asker.answer(), turn, why));
  }

  /// An admitted question, as everybody else's.
  Turn turn(Asker asker, Ask ask, Permit permit) {
    Deadline none = Deadline.in(Duration.ZERO, clock);
    return new Turn(
        SocketCall.of(asker.answer().requestId(), none), ask, permit, RunningAnswer.unseen());
  }

  private static Handover handover(AnswerKey answer, Turn turn, Handover.Prompt prompt) {
    HandoverHead head =
        new HandoverHead(
            answer.connection(),
            answer.id(),
            answer.requestId(),
            turn.ask().model(),
            turn.permit().toJson(),
            answer.until());
    return new Handover(head, prompt);
  }

  // The row first: should Lambda have taken the event after all, then either nobody begins the
  // answer, or somebody has, who will write it down.
  private boolean isEnded(AnswerKey answer, Turn turn, Problem problem) {
    try {
      if (!answers.release(answer)) {
        return false;
      }
    } catch (SdkException _) {
      // Nobody knows whether it will begin; if it does not, the sweep ends it.
      return false;
    }
    turn.run(new Failure(problem), books, clock);
    return true;
  }

  /// An answer that ends before a model is asked.
  private record Failure(Problem problem) implements Exchange {

    @Override
    public Ending converse() {
      return fail(problem);
    }

    @Override
    public Ending fail(Problem why) {
      return new Ending.NotStarted(why);
    }
  }
}
