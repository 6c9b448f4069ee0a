package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// After what pause a call that failed is tried again: a random part of a time that doubles with
/// every failure, so that callers that were refused together do not come back together.
///
/// @param attempts how often a call is tried in all
/// @param first bound of the first pause
/// @param longest bound of any pause
public record Backoff(int attempts, Duration first, Duration longest, RandomGenerator random) {

  public Backoff {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts < 1: " + attempts);
    }
  }

  /// The pause before the next attempt.
  ///
  /// @param failures how many attempts have failed, at least 1
  /// @return empty when it is not to be tried again, or could not be before the deadline
  Optional<Duration> pauseAfter(int failures, Deadline deadline) {
    if (failures >= attempts) {
      return Optional.empty();
    }
    long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
    Duration pause = Duration.ofMillis(random.nextLong(bound + 1));
    return pause.compareTo(deadline.remaining()) < 0 ? Optional.of(pause) : Optional.empty();
  }
}
