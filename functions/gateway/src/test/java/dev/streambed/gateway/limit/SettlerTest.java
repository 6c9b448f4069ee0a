package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettlerTest {

  private final Desk desk = new Desk("2026-11-30T23:58:30.250Z");

  @Test
  void replacesWhatWasReservedByWhatWasUsed() {
    Permit permit = desk.permit(Limits.NONE);
    assertThat(desk.settler.settle(permit, new Used(30, 300)))
        .isEqualTo(new Settling.Settled(Optional.empty()));
    assertThat(desk.counters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "m29934718r", 1L,
                "m29934718t", 30L,
                "d20787r", 1L,
                "M202611r", 1L,
                "M202611t", 30L,
                "M202611c", 300L));
    assertThat(desk.tables.requests()).isEqualTo(2);
  }

  @Test
  void countsMoreThanWasReservedToo() {
    Permit permit = desk.permit(Limits.NONE);
    desk.settler.settle(permit, new Used(130, 1300));
    assertThat(desk.counters())
        .containsEntry("m29934718t", 130L)
        .containsEntry("M202611t", 130L)
        .containsEntry("M202611c", 1300L);
  }

  @Test
  void leavesTheDollarsThatWereReservedForWhatHasNoPrice() {
    Permit permit = desk.permit(Limits.NONE);
    desk.settler.settle(permit, new Used(30, OptionalLong.empty()));
    assertThat(desk.counters())
        .containsEntry("M202611t", 30L)
        .containsEntry("M202611c", 1000L)
        .doesNotContainKey("running");
  }

  @Test
  void settlesOnce() {
    Permit permit = desk.permit(Limits.NONE);
    desk.settler.settle(permit, new Used(30, 300));
    Map<String, Long> settled = desk.counters();
    assertThat(desk.settler.settle(permit, new Used(30, 300))).isEqualTo(new Settling.Before());
    assertThat(desk.counters()).isEqualTo(settled);
  }

  @Test
  void settlesOnceWhenItsWriteIsRepeated() {
    Permit permit = desk.permit(Limits.NONE);
    desk.tables.repeatUpdates();
    desk.settler.settle(permit, new Used(30, 300));
    assertThat(desk.counters()).containsEntry("M202611t", 30L).doesNotContainKey("running");
  }

  @Test
  void doesNotSettleALaterAnswerOfTheSameId() {
    Wanted wanted = Desk.wanted();
    Permit first = desk.permit(Limits.NONE, wanted);
    desk.settler.settle(first, Used.NOTHING);
    Permit second = desk.permit(Limits.NONE, wanted);
    assertThat(desk.settler.settle(first, Used.NOTHING)).isEqualTo(new Settling.Before());
    assertThat(desk.settler.settle(second, Used.NOTHING))
        .isEqualTo(new Settling.Settled(Optional.empty()));
  }

  @Test
  void settlesInTheWindowsOfTheAdmission() {
    Permit permit = desk.permit(Limits.NONE);
    desk.clock.advance(Duration.ofMinutes(5));
    desk.settler.settle(permit, new Used(30, 300));
    assertThat(desk.counters())
        // The minute is over and counts no more; the month is over and is billed.
        .containsEntry("m29934718t", 100L)
        .containsEntry("M202611t", 30L)
        .containsEntry("M202611c", 300L)
        .doesNotContainKeys("M202612t", "M202612c", "running");
  }

  @Test
  void takesAwayCountersOfWindowsThatAreLongOver() {
    Permit before = desk.permit(Limits.NONE);
    desk.settler.settle(before, Used.NOTHING);
    desk.clock.advance(Duration.ofMinutes(2));
    Permit stillThere = desk.permit(Limits.NONE);
    assertThat(stillThere.stale()).isEmpty();
    desk.settler.settle(stillThere, Used.NOTHING);
    assertThat(desk.item()).containsKeys("m29934718r", "m29934718t", "M202611r", "d20787r");
    desk.clock.advance(Duration.ofDays(3));
    Permit after = desk.permit(Limits.NONE);
    desk.settler.settle(after, Used.NOTHING);
    assertThat(desk.item().keySet())
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
    Permit permit = desk.permit(Limits.NONE);
    desk.tables.failWith("InternalServerError");
    assertThat(desk.settler.settle(permit, Used.NOTHING))
        .isEqualTo(new Settling.Failed("InternalServerError"));
  }
}
