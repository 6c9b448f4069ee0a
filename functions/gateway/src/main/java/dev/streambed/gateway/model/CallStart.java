package dev.streambed.gateway.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When a call of Bedrock was sent.
record CallStart(Instant at, InstantSource clock) {

  /// A kept connection that the other side has closed breaks within milliseconds. One that breaks
  /// later has carried the prompt, and Bedrock may bill it.
  private static final Duration UNREAD = Duration.ofSeconds(1);

  /// Longer than a connection takes to come about; a connected socket is given up later.
  private static final Duration CONNECTING = Duration.ofSeconds(30);

  static CallStart now(InstantSource clock) {
    return new CallStart(clock.instant(), clock);
  }

  /// Whether it was sent so lately that the model has most likely not been asked, unless it
  /// answers.
  boolean isWithinASecond() {
    return isWithin(UNREAD);
  }

  /// Whether it was sent so lately that there may not have been a connection yet.
  boolean mayBeConnecting() {
    return isWithin(CONNECTING);
  }

  private boolean isWithin(Duration time) {
    return Duration.between(at, clock.instant()).compareTo(time) < 0;
  }
}
