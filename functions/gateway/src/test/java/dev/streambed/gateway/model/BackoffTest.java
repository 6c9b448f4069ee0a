package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final Deadline far = Deadline.in(Duration.ofMinutes(1), clock);

  @Test
  void doublesTheBoundOfThePauseUpToTheLongest() {
    Backoff backoff = backoff(10, at(1.0));
    assertThat(backoff.pauseAfter(1, far)).hasValue(Duration.ofMillis(400));
    assertThat(backoff.pauseAfter(2, far)).hasValue(Duration.ofMillis(800));
    assertThat(backoff.pauseAfter(3, far)).hasValue(Duration.ofMillis(1600));
    assertThat(backoff.pauseAfter(4, far)).hasValue(Duration.ofSeconds(2));
    assertThat(backoff.pauseAfter(9, far)).hasValue(Duration.ofSeconds(2));
  }

  @Test
  void takesAnyPartOfThePause() {
    assertThat(backoff(10, at(0.0)).pauseAfter(1, far)).hasValue(Duration.ZERO);
    assertThat(backoff(10, at(0.5)).pauseAfter(1, far)).hasValue(Duration.ofMillis(200));
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    assertThat(backoff(3, at(0.0)).pauseAfter(2, far)).isPresent();
    assertThat(backoff(3, at(0.0)).pauseAfter(3, far)).isEmpty();
    assertThat(backoff(1, at(0.0)).pauseAfter(1, far)).isEmpty();
  }

  @Test
  void givesUpWhenThePauseWouldOutlastTheDeadline() {
    Deadline near = Deadline.in(Duration.ofMillis(400), clock);
    assertThat(backoff(3, at(1.0)).pauseAfter(1, near)).isEmpty();
    assertThat(backoff(3, at(0.5)).pauseAfter(1, near)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(backoff(3, at(0.0)).pauseAfter(1, near)).isEmpty();
  }

  private static Backoff backoff(int attempts, RandomGenerator random) {
    return new Backoff(attempts, Duration.ofMillis(400), Duration.ofSeconds(2), random);
  }

  /// Always the same fraction of the range.
  private static RandomGenerator at(double part) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("not asked for");
      }

      @Override
      public long nextLong(long bound) {
        return Math.round((bound - 1) * part);
      }
    };
  }
}
