package dev.streambed.gateway.limit;

import java.time.Instant;
import java.util.List;

/// The right to announce a customer's thresholds, which nobody else has for a while.
public final class NoticeClaim {

  private final ThresholdReached thresholdReached;
  private final List<ThresholdCrossing> crossings;
  private final Instant expiresAt;

  NoticeClaim(ThresholdReached thresholdReached, List<ThresholdCrossing> crossings, Instant until) {
    this.thresholdReached = thresholdReached;
    this.crossings = List.copyOf(crossings);
    this.expiresAt = until;
  }

  /// What is to be announced, the lowest threshold first; at least one.
  public List<ThresholdCrossing> crossings() {
    return crossings;
  }

  ThresholdReached milestone() {
    return thresholdReached;
  }

  /// When somebody else may have it.
  Instant expiresAt() {
    return expiresAt;
  }
}
