package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;

/// What comes next in a streamed answer.
public sealed interface Step {

  record Arrived(Piece piece) implements Step {}

  /// Nothing came for as long as was waited.
  record Silence() implements Step {}

  /// The answer is whole.
  ///
  /// @param stopReason the model's own word; empty when it gave none
  record Ended(Usage usage, String stopReason) implements Step {}

  /// Somebody stopped it, and no more of it is to be shown.
  record Stopped() implements Step {}

  /// The answer will not become whole.
  record Failed(Problem problem, Usage usage) implements Step {}
}
