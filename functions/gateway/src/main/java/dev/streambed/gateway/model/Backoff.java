package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The pauses between attempts: exponential backoff with full jitter, so that callers that failed
/// together do not retry together.
///
/// @param attempts the most attempts of a call, the first included
/// @param first upper bound of the first pause
/// @param longest upper bound of any pause
public record Backoff(int attempts, Duration first, Duration longest, RandomGenerator random) {

  public Backoff {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts < 1: " + attempts);
    }
  }

  /// The same without a further attempt.
  Backoff once() {
    return new Backoff(1, first, longest, random);
  }

  /// The pause before the next attempt.
  ///
  /// @param failures how many attempts have failed, at least 1
  /// @return empty when no attempt is left, or the next one would start after the deadline
  Optional<Duration> pauseAfter(int failures, Deadline deadline) {
    if (failures >= attempts) {
      return Optional.empty();
    }
    long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
    Duration pause = Duration.ofMillis(random.nextLong(bound + 1));
    return pause.compareTo(deadline.remaining()) < 0 ? Optional.of(pause) : Optional.empty();
  }
}
