package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.SettledUsage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettlerTest {

  private final TestLimits testLimits = new TestLimits("2026-11-30T23:58:30.250Z");

  @Test
  void replacesWhatWasReservedByWhatWasUsed() {
    Permit permit = testLimits.permit(Limits.NONE);
    assertThat(testLimits.settler.settle(permit, new SettledUsage(30, 300)))
        .isEqualTo(new Settlement.Settled(Optional.empty()));
    assertThat(testLimits.counters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "m29934718r", 1L,
                "m29934718t", 30L,
                "d20787r", 1L,
                "M202611r", 1L,
                "M202611t", 30L,
                "M202611c", 300L));
    assertThat(testLimits.tables.requests()).isEqualTo(2);
  }

  @Test
  void countsMoreThanWasReservedToo() {
    Permit permit = testLimits.permit(Limits.NONE);
    testLimits.settler.settle(permit, new SettledUsage(130, 1300));
    assertThat(testLimits.counters())
        .containsEntry("m29934718t", 130L)
        .containsEntry("M202611t", 130L)
        .containsEntry("M202611c", 1300L);
  }

  @Test
  void leavesTheDollarsThatWereReservedForWhatHasNoPrice() {
    Permit permit = testLimits.permit(Limits.NONE);
    testLimits.settler.settle(permit, new SettledUsage(30, OptionalLong.empty()));
    assertThat(testLimits.counters())
        .containsEntry("M202611t", 30L)
        .containsEntry("M202611c", 1000L)
        .doesNotContainKey("running");
  }

  @Test
  void settlesOnce() {
    Permit permit = testLimits.permit(Limits.NONE);
    testLimits.settler.settle(permit, new SettledUsage(30, 300));
    Map<String, Long> settled = testLimits.counters();
    assertThat(testLimits.settler.settle(permit, new SettledUsage(30, 300)))
        .isEqualTo(new Settlement.AlreadySettled());
    assertThat(testLimits.counters()).isEqualTo(settled);
  }

  @Test
  void settlesOnceWhenItsWriteIsRepeated() {
    Permit permit = testLimits.permit(Limits.NONE);
    testLimits.tables.repeatUpdates();
    testLimits.settler.settle(permit, new SettledUsage(30, 300));
    assertThat(testLimits.counters()).containsEntry("M202611t", 30L).doesNotContainKey("running");
  }

  @Test
  void doesNotSettleALaterAnswerOfTheSameId() {
    ReservationRequest reservationRequest = TestLimits.request();
    Permit first = testLimits.permit(Limits.NONE, reservationRequest);
    testLimits.settler.settle(first, SettledUsage.NOTHING);
    Permit second = testLimits.permit(Limits.NONE, reservationRequest);
    assertThat(testLimits.settler.settle(first, SettledUsage.NOTHING))
        .isEqualTo(new Settlement.AlreadySettled());
    assertThat(testLimits.settler.settle(second, SettledUsage.NOTHING))
        .isEqualTo(new Settlement.Settled(Optional.empty()));
  }

  @Test
  void settlesInTheWindowsOfTheAdmission() {
    Permit permit = testLimits.permit(Limits.NONE);
    testLimits.clock.advance(Duration.ofMinutes(5));
    testLimits.settler.settle(permit, new SettledUsage(30, 300));
    assertThat(testLimits.counters())
        // The minute is over and counts no more; the month is over and is billed.
        .containsEntry("m29934718t", 100L)
        .containsEntry("M202611t", 30L)
        .containsEntry("M202611c", 300L)
        .doesNotContainKeys("M202612t", "M202612c", "running");
  }

  @Test
  void takesAwayCountersOfWindowsThatAreLongOver() {
    Permit before = testLimits.permit(Limits.NONE);
    testLimits.settler.settle(before, SettledUsage.NOTHING);
    testLimits.clock.advance(Duration.ofMinutes(2));
    Permit stillThere = testLimits.permit(Limits.NONE);
    assertThat(stillThere.staleCounters()).isEmpty();
    testLimits.settler.settle(stillThere, SettledUsage.NOTHING);
    assertThat(testLimits.item()).containsKeys("m29934718r", "m29934718t", "M202611r", "d20787r");
    testLimits.clock.advance(Duration.ofDays(3));
    Permit after = testLimits.permit(Limits.NONE);
    testLimits.settler.settle(after, SettledUsage.NOTHING);
    assertThat(testLimits.item().keySet())
        .containsExactly(
            "M202612c",
            "M202612r",
            "M202612t",
            "d20791r",
            "expiresAt",
            "m29939040r",
            "m29939040t",
            "running");
  }

  @Test
  void saysSoWhenTheTableCannotBeWritten() {
    Permit permit = testLimits.permit(Limits.NONE);
    testLimits.tables.failWith("InternalServerError");
    assertThat(testLimits.settler.settle(permit, SettledUsage.NOTHING))
        .isEqualTo(new Settlement.Failed("InternalServerError"));
  }
}
