package dev.streambed.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AdmittedTotalsTest {

  private static final Instant MINUTE = Instant.parse("2026-11-21T10:00:00Z");

  private final AdmittedTotals admittedTotals = new AdmittedTotals();

  @Test
  void findsNothingWrongWhereEachLimitIsJustReached() {
    begin(MINUTE, 3);

    assertThat(admittedTotals.overshoot(3, 3)).isZero();
    assertThat(admittedTotals.admitted()).isEqualTo(3);
  }

  @Test
  void countsTheRequestsOfEachMinuteByItself() {
    begin(MINUTE.plusSeconds(59), 2);
    begin(MINUTE.plusSeconds(60), 3);

    assertThat(admittedTotals.overshoot(3, 5)).isZero();
    assertThat(admittedTotals.overshoot(2, 5)).isEqualTo(1);
    assertThat(admittedTotals.admitted()).isEqualTo(5);
  }

  @Test
  void remembersTheMostAnswersThatRanAtOnce() {
    begin(MINUTE, 4);
    admittedTotals.end();
    admittedTotals.end();
    begin(MINUTE, 1);

    assertThat(admittedTotals.overshoot(10, 4)).isZero();
    assertThat(admittedTotals.overshoot(10, 2)).isEqualTo(2);
  }

  @Test
  void tellsTheGreaterOfTwoOvershoots() {
    begin(MINUTE, 6);

    assertThat(admittedTotals.overshoot(5, 2)).isEqualTo(4);
    assertThat(admittedTotals.overshoot(2, 5)).isEqualTo(4);
  }

  private void begin(Instant at, int answers) {
    for (int answer = 0; answer < answers; answer++) {
      admittedTotals.begin(at);
    }
  }
}
