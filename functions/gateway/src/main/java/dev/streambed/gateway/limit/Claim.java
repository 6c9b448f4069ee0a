package dev.streambed.gateway.limit;

import java.time.Instant;
import java.util.List;

/// The right to announce a customer's thresholds, which nobody else has for a while.
public final class Claim {

  private final Milestone milestone;
  private final List<Crossing> crossings;
  private final Instant until;

  Claim(Milestone milestone, List<Crossing> crossings, Instant until) {
    this.milestone = milestone;
    this.crossings = List.copyOf(crossings);
    this.until = until;
  }

  /// What is to be announced, the lowest threshold first; at least one.
  public List<Crossing> crossings() {
    return crossings;
  }

  Milestone milestone() {
    return milestone;
  }

  /// When somebody else may have it.
  Instant until() {
    return until;
  }
}
