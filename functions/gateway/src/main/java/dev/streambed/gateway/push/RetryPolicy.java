package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import java.time.Duration;

/// How often a request is tried whose failure may be temporary.
///
/// @param attempts at most, with the first
/// @param firstPause after the first; each further one is twice as long
/// @param longestPause no pause is longer
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {

  /// Sends a request until it succeeds, fails for good, or has failed too often.
  ///
  /// @return the result of the last attempt
  SignedPost.Result send(SignedPost posts, SignedPost.Request request) {
    for (int attempt = 1; true; attempt++) {
      SignedPost.Result result = posts.send(request);
      if (result.isSuccess() || !result.isRetryable() || !pauseBeforeRetry(attempt)) {
        return result;
      }
    }
  }

  // False when there is no further attempt: there were enough, or the thread is interrupted, whose
  // flag stays up.
  private boolean pauseBeforeRetry(int failures) {
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
