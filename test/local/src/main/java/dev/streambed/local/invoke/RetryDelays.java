package dev.streambed.local.invoke;

import java.time.Duration;

/// How long Lambda waits before it tries an event again.
///
/// @param afterFailure times the number of failures so far
/// @param throttled at first; each time twice as long
/// @param longest the longest of those
public record RetryDelays(Duration afterFailure, Duration throttled, Duration longest) {

  /// One minute, then two; throttled from one second to five minutes.
  public static RetryDelays ofLambda() {
    return new RetryDelays(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  Duration afterFailures(int failures) {
    return afterFailure.multipliedBy(failures);
  }

  /// The wait after the next refusal in a row.
  Duration doubled(Duration last) {
    Duration twice = last.multipliedBy(2);
    return twice.compareTo(longest) < 0 ? twice : longest;
  }
}
