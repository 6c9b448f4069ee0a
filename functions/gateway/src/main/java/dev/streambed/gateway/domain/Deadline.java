package dev.streambed.gateway.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A point in time by which something must be finished.
public record Deadline(Instant at, InstantSource clock) {

  public static Deadline in(Duration time, InstantSource clock) {
    return new Deadline(clock.instant().plus(time), clock);
  }

  /// The time left; zero when the deadline has passed.
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  public boolean hasPassed() {
    return remaining().isZero();
  }

  /// The earlier of this deadline and the other.
  public Deadline orSooner(Instant other) {
    return other.isBefore(at) ? new Deadline(other, clock) : this;
  }
}
