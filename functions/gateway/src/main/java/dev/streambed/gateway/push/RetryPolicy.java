package dev.streambed.gateway.push;

import java.time.Duration;

/// How often what may pass is tried again.
///
/// @param attempts at most, with the first
/// @param firstPause after the first; each further one is twice as long
/// @param longestPause no pause is longer
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {

  /// Waits before another attempt.
  ///
  /// @param failures how many attempts have failed
  /// @return whether there is to be one; not when the thread is interrupted, whose flag stays up
  boolean pauseBeforeRetry(int failures) {
    if (failures >= attempts) {
      return false;
    }
    Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
    try {
      Thread.sleep(pause.compareTo(longestPause) < 0 ? pause : longestPause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
