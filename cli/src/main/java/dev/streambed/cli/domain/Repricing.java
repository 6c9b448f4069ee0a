package dev.streambed.cli.domain;

import java.math.BigInteger;
import java.util.Optional;

/// What became of one usage record that was priced again.
///
/// @param before its cost in nano-dollars; absent when it had none
/// @param after its cost by the other book; absent when that has no price for it
/// @param isUnpriced whether it has tokens and the other book no price for them
/// @param effect what was done
public record Repricing(
    Optional<BigInteger> before, Optional<BigInteger> after, boolean isUnpriced, Effect effect) {

  /// What was done with a record.
  public enum Effect {
    /// It says so already.
    NONE,
    /// It says something else now, or would.
    CHANGED,
    /// It was changed by somebody else at the same moment, and was left alone.
    LEFT
  }
}
