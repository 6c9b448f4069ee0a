package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.aws.SilenceTimer.Finding;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose fault a wait is, with a made-up clock and made-up processor time.
class SilenceTimerTest {

  private static final Duration ON_TIME = SilenceTimer.CHECK_INTERVAL;

  private final SilenceTimer silenceTimer =
      new SilenceTimer(0, Duration.ofMillis(1500), Duration.ofSeconds(20));

  private long nanos;
  private long usedMillis = 800;

  @Test
  void findsAServiceSilentInAProcessThatIsIdle() {
    assertThat(look(ON_TIME, 0)).as("sets the mark").isEqualTo(Finding.WAIT);
    assertThat(look(ON_TIME, 0)).isEqualTo(Finding.WAIT);
    assertThat(look(ON_TIME, 10)).isEqualTo(Finding.WAIT);
    assertThat(look(ON_TIME, 0)).isEqualTo(Finding.NO_ANSWER);
  }

  @Test
  void doesNotCountTheTimeInWhichTheProcessWasStopped() {
    look(ON_TIME, 0);
    assertThat(look(Duration.ofSeconds(9), 0)).isEqualTo(Finding.WAIT);
    assertThat(look(ON_TIME, 0)).isEqualTo(Finding.WAIT);
    assertThat(look(ON_TIME, 0)).isEqualTo(Finding.WAIT);
    assertThat(look(ON_TIME, 0)).isEqualTo(Finding.NO_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(longs = {60, 100, 400})
  void doesNotCountTimeInWhichItLookedLate(long millisLate) {
    for (int number = 0; number < 20; number++) {
      assertThat(look(ON_TIME.plusMillis(millisLate), 0)).isEqualTo(Finding.WAIT);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 150, 500, 900})
  void countsAQuarterOfTheTimeInWhichTheProcessWasAtWork(long millisUsed) {
    for (int number = 0; number < 12; number++) {
      assertThat(look(ON_TIME, millisUsed)).isEqualTo(Finding.WAIT);
    }
    assertThat(look(ON_TIME, millisUsed)).isEqualTo(Finding.NO_ANSWER);
  }

  @Test
  void addsUpTheTimesInWhichTheProcessWasIdle() {
    long looks =
        IntStream.iterate(0, number -> number + 1)
            .mapToObj(number -> look(number % 2 == 0 ? ON_TIME.multipliedBy(2) : ON_TIME, 0))
            .takeWhile(Finding.WAIT::equals)
            .count();
    assertThat(looks).isEqualTo(5);
  }

  @Test
  void givesUpForLackOfTimeWhenItCannotTell() {
    Finding last = Finding.WAIT;
    while (last == Finding.WAIT) {
      last = look(ON_TIME.multipliedBy(2), 300);
    }
    assertThat(last).isEqualTo(Finding.NO_TIME);
    assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void looksNoLaterThanTheCallersDeadline() {
    SilenceTimer brief = new SilenceTimer(0, Duration.ofMillis(1500), Duration.ofMillis(700));
    assertThat(brief.untilNextCheck(0)).isEqualTo(ON_TIME);
    assertThat(brief.untilNextCheck(ON_TIME.toNanos())).isEqualTo(Duration.ofMillis(200));
    assertThat(brief.check(Duration.ofMillis(700).toNanos(), 0)).isEqualTo(Finding.NO_TIME);
  }

  @Test
  void readsProcessorTimeBehindANameWithBlanks() {
    String stat = "7 (a) b) S 1 7 7 0 -1 4194304 98 0 0 0 123 45 6 7 20 0 1 0 104437 3133440 413";
    assertThat(ProcessCpuTime.read(stat)).isEqualTo(1680);
  }

  @Test
  void seesThatThisProcessWorks() {
    long before = ProcessCpuTime.millis();
    long end = System.nanoTime() + 200_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(ProcessCpuTime.millis() - before).isPositive();
  }

  private Finding look(Duration since, long millisUsed) {
    nanos += since.toNanos();
    usedMillis += millisUsed;
    return silenceTimer.check(nanos, usedMillis);
  }
}
