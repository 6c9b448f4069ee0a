package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import java.time.Duration;

/// How often a request with a temporary failure is retried.
///
/// @param attempts the most attempts, the first included
/// @param firstPause the pause after the first attempt; each further pause is twice as long
/// @param longestPause upper bound of any pause
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {

  /// Sends a request until it succeeds, fails permanently, or the attempts are used up.
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

  // False when there is no further attempt: they are used up, or the thread is interrupted and
  // stays so.
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
