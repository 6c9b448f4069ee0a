package dev.streambed.gateway.exchange;

import java.time.Duration;
import java.time.InstantSource;

/// The timeouts of an exchange.
///
/// @param pingAfter how long a caller may go without a byte before it gets a ping
/// @param drain how long to read on for Bedrock's token counts after a stop or a disconnect; zero
///   to abandon the answer immediately
public record Timeouts(Duration pingAfter, Duration drain, InstantSource clock) {

  /// The longest a caller who stopped an answer waits for its token counts. A longer wait would be
  /// noticeable.
  private static final Duration LONGEST_STOP_GRACE = Duration.ofMillis(100);

  /// How long to drain before the end of a stopped answer is written.
  Duration stopGrace() {
    return drain.compareTo(LONGEST_STOP_GRACE) < 0 ? drain : LONGEST_STOP_GRACE;
  }
}
