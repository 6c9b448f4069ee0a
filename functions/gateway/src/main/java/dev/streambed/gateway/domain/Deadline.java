package dev.streambed.gateway.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A point in time until which something must have happened.
public record Deadline(Instant at, InstantSource clock) {

  public static Deadline in(Duration time, InstantSource clock) {
    return new Deadline(clock.instant().plus(time), clock);
  }

  /// The time that is left, zero when it has passed.
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  public boolean hasPassed() {
    return remaining().isZero();
  }

  /// This deadline or the other, whichever comes first.
  public Deadline orSooner(Instant other) {
    return other.isBefore(at) ? new Deadline(other, clock) : this;
  }
}
