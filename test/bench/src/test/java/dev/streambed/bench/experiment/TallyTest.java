package dev.streambed.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TallyTest {

  private static final Instant MINUTE = Instant.parse("2026-11-21T10:00:00Z");

  private final Tally tally = new Tally();

  @Test
  void findsNothingWrongWhereEachLimitIsJustReached() {
    begin(MINUTE, 3);

    assertThat(tally.overshoot(3, 3)).isZero();
    assertThat(tally.admitted()).isEqualTo(3);
  }

  @Test
  void countsTheRequestsOfEachMinuteByItself() {
    begin(MINUTE.plusSeconds(59), 2);
    begin(MINUTE.plusSeconds(60), 3);

    assertThat(tally.overshoot(3, 5)).isZero();
    assertThat(tally.overshoot(2, 5)).isEqualTo(1);
    assertThat(tally.admitted()).isEqualTo(5);
  }

  @Test
  void remembersTheMostAnswersThatRanAtOnce() {
    begin(MINUTE, 4);
    tally.end();
    tally.end();
    begin(MINUTE, 1);

    assertThat(tally.overshoot(10, 4)).isZero();
    assertThat(tally.overshoot(10, 2)).isEqualTo(2);
  }

  @Test
  void tellsTheGreaterOfTwoOvershoots() {
    begin(MINUTE, 6);

    assertThat(tally.overshoot(5, 2)).isEqualTo(4);
    assertThat(tally.overshoot(2, 5)).isEqualTo(4);
  }

  private void begin(Instant at, int answers) {
    for (int answer = 0; answer < answers; answer++) {
      tally.begin(at);
    }
  }
}
