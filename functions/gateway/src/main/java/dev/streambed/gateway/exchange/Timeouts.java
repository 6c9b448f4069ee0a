package dev.streambed.gateway.exchange;

import java.time.Duration;
import java.time.InstantSource;

/// The times that answers keep.
///
/// @param pingAfter how long a caller is left without a byte
/// @param drain how long an answer that nobody hears any more is read on for Bedrock's numbers;
///   zero to let go of it at once
public record Timeouts(Duration pingAfter, Duration drain, InstantSource clock) {

  /// How long a caller who stopped an answer waits for its numbers. Longer than this, a stop would
  /// not feel like one.
  private static final Duration LONGEST_FAREWELL = Duration.ofMillis(100);

  /// The part of the drain before the last words.
  Duration stopGrace() {
    return drain.compareTo(LONGEST_FAREWELL) < 0 ? drain : LONGEST_FAREWELL;
  }
}
