package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;

/// What comes next in a streamed answer.
public sealed interface AnswerEvent {

  record ChunkArrived(Chunk chunk) implements AnswerEvent {}

  /// Nothing came for as long as was waited.
  record Silence() implements AnswerEvent {}

  /// The answer is whole.
  ///
  /// @param stopReason the model's own stop reason; empty when it gave none
  record Ended(Usage usage, String stopReason) implements AnswerEvent {}

  /// Somebody stopped it, and no more of it is to be shown.
  record Stopped() implements AnswerEvent {}

  /// The answer will not become whole.
  record Failed(Problem problem, Usage usage) implements AnswerEvent {}
}
