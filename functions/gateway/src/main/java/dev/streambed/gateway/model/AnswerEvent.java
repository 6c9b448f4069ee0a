package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;

/// The next event of a streamed answer.
public sealed interface AnswerEvent {

  record ChunkArrived(Chunk chunk) implements AnswerEvent {}

  /// Nothing arrived within the timeout.
  record Silence() implements AnswerEvent {}

  /// The answer is complete.
  ///
  /// @param stopReason the model's own stop reason; empty when it gave none
  record Ended(Usage usage, String stopReason) implements AnswerEvent {}

  /// The answer was stopped. No more of it may be shown.
  record Stopped() implements AnswerEvent {}

  /// The answer failed and will not be completed.
  record Failed(Problem problem, Usage usage) implements AnswerEvent {}
}
