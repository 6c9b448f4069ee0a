package dev.streambed.gateway.exchange;

import java.time.Duration;
import java.time.InstantSource;

/// The times that answers keep.
///
/// @param pingAfter how long a caller is left without a byte
/// @param drain how long an answer is drained for Bedrock's numbers after its caller has stopped it
///   or has gone; zero to abandon it at once
public record Timeouts(Duration pingAfter, Duration drain, InstantSource clock) {

  /// How long a caller who stopped an answer waits for its numbers. Longer than this, a stop would
  /// not feel like one.
  private static final Duration LONGEST_FAREWELL = Duration.ofMillis(100);

  /// The part of the drain before the end of the answer is written.
  Duration stopGrace() {
    return drain.compareTo(LONGEST_FAREWELL) < 0 ? drain : LONGEST_FAREWELL;
  }
}
