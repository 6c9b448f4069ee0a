package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.TokenLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/// Thresholds of a budget of 100,000 nano-dollars. A request reserves 1,000.
class ThresholdsTest {

  private static final Limits BUDGET = Limits.NONE.with(Limit.USD_PER_MONTH, 100_000);

  private final Desk desk = new Desk("2026-11-21T09:15:02.123Z");
  private final Thresholds thresholds = new Thresholds(desk.table, desk.clock);

  @Test
  void costNothingUntilOneIsReached() {
    assertThat(spend(BUDGET, 49_999)).isEmpty();
    assertThat(desk.tables.requests()).isEqualTo(2);
    assertThat(spend(Limits.NONE, 1_000_000)).isEmpty();
    assertThat(desk.tables.requests()).isEqualTo(4);
  }

  @Test
  void areAnnouncedOnceEach() {
    assertThat(announced(spend(BUDGET, 50_000))).containsExactly(50);
    assertThat(spend(BUDGET, 29_999)).isEmpty();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(80);
    assertThat(spend(BUDGET, 19_000)).isEmpty();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(100);
    assertThat(desk.refusal(BUDGET).limit()).contains(Limit.USD_PER_MONTH);
  }

  @Test
  void sayWhoseTheyAreAndHowMuchIsSpent() {
    spend(BUDGET, 12_345);
    Claim claim = claim(spend(BUDGET, 40_000));
    assertThat(claim.crossings())
        .containsExactly(
            new Crossing(
                desk.id, YearMonth.of(2026, 11), 50, 52_345, 100_000, desk.clock.instant()));
  }

  @Test
  void areAnnouncedTogetherWhenAnAnswerSkipsOne() {
    assertThat(announced(spend(BUDGET, 85_000))).containsExactly(50, 80);
    assertThat(spend(BUDGET, 1)).isEmpty();
  }

  @Test
  void countNothingThatIsOnlyReserved() {
    Permit open = desk.permit(BUDGET, Desk.wanted(new Estimate(1, 1), 60_000));
    assertThat(spend(BUDGET, 10_000)).isEmpty();
    assertThat(announced(settle(open, 40_000))).containsExactly(50);
  }

  @Test
  void areOneFunctionsToAnnounce() {
    Milestone first = spend(BUDGET, 50_000).orElseThrow();
    Milestone second = spend(BUDGET, 1).orElseThrow();
    assertThat(thresholds.claim(first)).isPresent();
    assertThat(thresholds.claim(second)).isEmpty();
  }

  @Test
  void areLeftToTheNextSettlementWhenAFunctionDies() {
    assertThat(thresholds.claim(spend(BUDGET, 50_000).orElseThrow())).isPresent();
    desk.clock.advance(Thresholds.CLAIMED.minusMillis(1));
    assertThat(thresholds.claim(spend(BUDGET, 1).orElseThrow())).isEmpty();
    desk.clock.advance(Duration.ofMillis(1));
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
    assertThat(spend(BUDGET, 1)).isEmpty();
  }

  @Test
  void areNotRepeatedAsFarAsTheyWereAnnounced() {
    Claim claim = claim(spend(BUDGET, 85_000));
    thresholds.announced(claim, claim.crossings().getFirst());
    desk.clock.advance(Thresholds.CLAIMED);
    assertThat(announced(spend(BUDGET, 1))).containsExactly(80);
  }

  @Test
  void areNotAnnouncedAgainByWhoCameTooLate() {
    Milestone late = spend(BUDGET, 50_000).orElseThrow();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
    assertThat(thresholds.claim(late)).isEmpty();
  }

  @Test
  void followABudgetThatIsRaised() {
    announced(spend(BUDGET, 80_000));
    Limits more = BUDGET.with(Limit.USD_PER_MONTH, 200_000);
    assertThat(spend(more, 10_000)).isEmpty();
    assertThat(announced(spend(more, 10_000))).containsExactly(50);
    assertThat(announced(spend(more, 60_000))).containsExactly(80);
  }

  @Test
  void followABudgetThatIsLoweredOrTakenAway() {
    announced(spend(BUDGET, 50_000));
    assertThat(announced(spend(BUDGET.with(Limit.USD_PER_MONTH, 60_000), 1))).containsExactly(80);
    assertThat(spend(Limits.NONE, 1_000_000)).isEmpty();
  }

  @Test
  void beginAnewWithAMonth() {
    announced(spend(BUDGET, 85_000));
    desk.clock.advance(Duration.ofDays(10));
    assertThat(spend(BUDGET, 49_999)).isEmpty();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
  }

  @Test
  void areThoseOfTheMonthOfTheAdmission() {
    desk.clock.advance(Duration.between(desk.clock.instant(), instant("2026-11-30T23:59:00Z")));
    Permit permit = desk.permit(BUDGET);
    desk.clock.advance(Duration.ofMinutes(5));
    assertThat(claim(settle(permit, 60_000)).crossings().getFirst().month())
        .isEqualTo(YearMonth.of(2026, 11));
  }

  @Test
  void ofATokenAreNobodysNews() {
    Customer page =
        new Customer(
            desk.id,
            Limits.NONE,
            desk.customer(BUDGET).models(),
            Optional.of(new TokenLimits("one", BUDGET)));
    Admission admission = desk.admit(page, Desk.wanted());
    assertThat(settle(((Admission.Admitted) admission).permit(), 90_000)).isEmpty();
  }

  @Test
  void areThoseOfAllShardsTogether() {
    Limits four = BUDGET.over(4);
    List<String> announced = new ArrayList<>();
    for (int answer = 0; answer < 90; answer++) {
      Permit permit = permitOn(answer % 4, four);
      Optional<Claim> claim = settle(permit, 1000).flatMap(thresholds::claim);
      for (Crossing crossing : claim.map(Claim::crossings).orElse(List.of())) {
        thresholds.announced(claim.orElseThrow(), crossing);
        announced.add(crossing.percent() + " % at " + crossing.spentNanoDollars());
      }
    }
    assertThat(announced).containsExactly("50 % at 50000", "80 % at 80000");
  }

  @Test
  void areNotLookedForOnAShardThatHasDoneSo() {
    Limits two = BUDGET.over(2);
    Permit permit = desk.permit(two);
    int shard = permit.shard();
    assertThat(thresholds.claim(settle(permit, 30_000).orElseThrow())).isEmpty();
    Permit again = permitOn(shard, two);
    assertThat(settle(again, 1)).isEmpty();
    Permit other = permitOn(1 - shard, two);
    assertThat(announced(settle(other, 25_000))).containsExactly(50);
  }

  @Test
  void areLookedForAgainWhenTheTableFailed() {
    Milestone milestone = spend(BUDGET, 50_000).orElseThrow();
    desk.tables.failWith("ThrottlingException");
    assertThatExceptionOfType(SdkException.class).isThrownBy(() -> thresholds.claim(milestone));
    desk.tables.recover();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
  }

  private Optional<Milestone> spend(Limits limits, long nanoDollars) {
    return settle(desk.permit(limits), nanoDollars);
  }

  private Optional<Milestone> settle(Permit permit, long nanoDollars) {
    Settling settling = desk.settler.settle(permit, new Used(1, nanoDollars));
    assertThat(settling).isInstanceOf(Settling.Settled.class);
    return ((Settling.Settled) settling).milestone();
  }

  private Permit permitOn(int shard, Limits limits) {
    Permit permit = desk.permit(limits);
    while (permit.shard() != shard) {
      desk.settler.settle(permit, Used.NOTHING);
      permit = desk.permit(limits);
    }
    return permit;
  }

  private Claim claim(Optional<Milestone> milestone) {
    return thresholds.claim(milestone.orElseThrow()).orElseThrow();
  }

  private List<Integer> announced(Optional<Milestone> milestone) {
    Claim claim = claim(milestone);
    claim.crossings().forEach(crossing -> thresholds.announced(claim, crossing));
    return claim.crossings().stream().map(Crossing::percent).toList();
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }
}
