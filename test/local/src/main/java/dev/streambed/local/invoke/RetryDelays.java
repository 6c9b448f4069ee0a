package dev.streambed.local.invoke;

import java.time.Duration;

/// The delays before Lambda retries an event.
///
/// @param afterFailure the delay after a function error, multiplied by the number of errors so far
/// @param throttled the first delay after throttling, doubled each time
/// @param longest the longest delay after throttling
public record RetryDelays(Duration afterFailure, Duration throttled, Duration longest) {

  /// One minute, then two after errors; from one second to five minutes after throttling.
  public static RetryDelays ofLambda() {
    return new RetryDelays(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  Duration afterFailures(int failures) {
    return afterFailure.multipliedBy(failures);
  }

  /// The delay after the next throttling in a row.
  Duration doubled(Duration last) {
    Duration twice = last.multipliedBy(2);
    return twice.compareTo(longest) < 0 ? twice : longest;
  }
}
