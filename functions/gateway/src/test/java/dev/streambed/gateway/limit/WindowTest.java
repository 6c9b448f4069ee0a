package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  private static final long UNTIL_2100 = 4_102_444_800L;

  @ParameterizedTest
  @CsvSource({
    "MINUTE, 2026-11-21T09:15:02.123Z, m29920875r, 58",
    "MINUTE, 2026-11-21T09:15:00Z, m29920875r, 60",
    "MINUTE, 2026-11-21T09:15:59.999Z, m29920875r, 1",
    "DAY, 2026-11-21T23:59:59Z, d20778r, 1",
    "DAY, 2028-02-29T00:00:00Z, d21243r, 86400",
    "MONTH, 2026-12-31T23:59:58Z, M202612r, 2",
    "MONTH, 2027-02-01T00:00:00Z, M202702r, 2419200",
    "MONTH, 2028-02-01T00:00:00Z, M202802r, 2505600",
  })
  void namesItsCountersAndKnowsItsEnd(
      WindowLength windowLength, Instant at, String counter, long secondsLeft) {
    Window window = Window.at(at, windowLength);
    assertThat(window.requests()).isEqualTo(counter);
    assertThat(window.timeLeft(at)).isEqualTo(Duration.ofSeconds(secondsLeft));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsCountersAndFollowedByAnother(WindowLength windowLength) {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 10_000; round++) {
      Instant at =
          Instant.ofEpochSecond(random.nextLong(UNTIL_2100), random.nextInt(1_000_000_000));
      Window window = Window.at(at, windowLength);
      assertThat(Window.ofCounter(window.requests())).contains(window);
      assertThat(Window.ofCounter(window.tokens())).contains(window);
      assertThat(Window.ofCounter(window.nanoDollars())).contains(window);
      Instant second = at.truncatedTo(ChronoUnit.SECONDS);
      Instant next = second.plus(window.timeLeft(second));
      assertThat(Window.at(next.minusNanos(1), windowLength)).isEqualTo(window);
      assertThat(Window.at(next, windowLength)).isNotEqualTo(window);
      assertThat(window.isSettleable(at)).isTrue();
      assertThat(window.isStale(next)).isFalse();
      assertThat(window.isStale(next.plus(windowLength.keptFor()).plusNanos(1))).isTrue();
      assertThat(window.isSettleable(next.plus(windowLength.keptFor()).minusSeconds(60))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "running",
        "expiresAt",
        "customerId",
        "o1-r",
        "m1",
        "mr",
        "m-1r",
        "m1x",
        "x1r",
        ""
      })
  void isNoWindowOfAnotherAttribute(String attribute) {
    assertThat(Window.ofCounter(attribute)).isEmpty();
  }

  @Test
  void leavesAMinuteForClocksThatDifferBetweenTheLastSettlementAndTheRemoval() {
    for (WindowLength windowLength : WindowLength.values()) {
      assertThat(windowLength.keptFor().minus(windowLength.settleableFor()))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }
  }
}
