package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.StopCause;
import java.util.Optional;

/// Whether an answer on a connection is to be written, by the invocation that asks.
public sealed interface Beginning {

  /// It is.
  ///
  /// @param stop why it is not wanted any more; empty when it is
  record Ours(RunningAnswer answer, Optional<StopCause> stop) implements Beginning {}

  /// Another invocation writes it, or nobody is to.
  record NotOurs() implements Beginning {}

  /// The table cannot be reached.
  record Failed(Problem problem) implements Beginning {}
}
