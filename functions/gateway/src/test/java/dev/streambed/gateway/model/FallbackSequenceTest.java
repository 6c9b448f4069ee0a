package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackSequenceTest {

  private static final Problem THROTTLED = Problem.of(ErrorCode.MODEL_THROTTLED);
  private static final Usage NOTHING = new Usage.Unknown();

  private final TestClock clock = TestClock.at("2026-11-21T09:15:00Z");
  private final ModelRequest first = LocalBedrockClients.ask();
  private final ModelRequest second = first.inRegion("us-west-2");
  private final ModelRequest third = first.inRegion("eu-west-1");
  private final FallbackSequence fallbacks =
      new FallbackSequence(
          first.withFallbacks(List.of(second, third)), Deadline.in(Duration.ofSeconds(20), clock));

  @Test
  void areAskedInTurnAndRememberThoseThatWereLeft() {
    assertThat(fallbacks.current().region()).isEmpty();
    assertThat(fallbacks.leave(THROTTLED, NOTHING, "r1")).isEqualTo(second);
    assertThat(fallbacks.isLeft()).isTrue();
    assertThat(fallbacks.leave(THROTTLED, NOTHING, "")).isEqualTo(third);
    assertThat(fallbacks.isLeft()).isFalse();
    assertThat(fallbacks.failed())
        .containsExactly(
            new FailedAttempt(first.modelTarget(), NOTHING, THROTTLED, "r1"),
            new FailedAttempt(second.modelTarget(), NOTHING, THROTTLED, ""));
  }

  @Test
  void areNotAskedWhenTheyCannotAnswerInTime() {
    clock.advance(Duration.ofSeconds(15));
    assertThat(fallbacks.isLeft()).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(fallbacks.isLeft()).isFalse();
  }
}
