package dev.streambed.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AdmissionCounterTest {

  private static final Instant MINUTE = Instant.parse("2026-11-21T10:00:00Z");

  private final AdmissionCounter admissionCounter = new AdmissionCounter();

  @Test
  void findsNothingWrongWhereEachLimitIsJustReached() {
    begin(MINUTE, 3);

    assertThat(admissionCounter.overshoot(3, 3)).isZero();
    assertThat(admissionCounter.admitted()).isEqualTo(3);
  }

  @Test
  void countsTheRequestsOfEachMinuteByItself() {
    begin(MINUTE.plusSeconds(59), 2);
    begin(MINUTE.plusSeconds(60), 3);

    assertThat(admissionCounter.overshoot(3, 5)).isZero();
    assertThat(admissionCounter.overshoot(2, 5)).isEqualTo(1);
    assertThat(admissionCounter.admitted()).isEqualTo(5);
  }

  @Test
  void remembersTheMostAnswersThatRanAtOnce() {
    begin(MINUTE, 4);
    admissionCounter.end();
    admissionCounter.end();
    begin(MINUTE, 1);

    assertThat(admissionCounter.overshoot(10, 4)).isZero();
    assertThat(admissionCounter.overshoot(10, 2)).isEqualTo(2);
  }

  @Test
  void tellsTheGreaterOfTwoOvershoots() {
    begin(MINUTE, 6);

    assertThat(admissionCounter.overshoot(5, 2)).isEqualTo(4);
    assertThat(admissionCounter.overshoot(2, 5)).isEqualTo(4);
  }

  private void begin(Instant at, int answers) {
    for (int answer = 0; answer < answers; answer++) {
      admissionCounter.begin(at);
    }
  }
}
