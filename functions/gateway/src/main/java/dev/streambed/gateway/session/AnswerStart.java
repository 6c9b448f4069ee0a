package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StopCause;
import java.util.Optional;

/// Whether an answer on a connection is to be written, by the invocation that asks.
public sealed interface AnswerStart {

  /// It is.
  ///
  /// @param stop why it is not wanted any more; empty when it is
  record Started(RunningAnswer answer, Optional<StopCause> stop) implements AnswerStart {}

  /// Another invocation writes it, or nobody is to.
  record NotStarted() implements AnswerStart {}

  /// The table cannot be reached.
  record Failed(Problem problem) implements AnswerStart {}
}
