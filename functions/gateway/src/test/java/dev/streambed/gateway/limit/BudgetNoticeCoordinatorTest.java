package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.TokenEstimate;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Thresholds of a budget of 100,000 nano-dollars. A request reserves 1,000.
class BudgetNoticeCoordinatorTest {

  private static final Limits BUDGET = Limits.NONE.with(Limit.USD_PER_MONTH, 100_000);

  private final TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
  private final BudgetNoticeCoordinator budgetNoticeCoordinator =
      new BudgetNoticeCoordinator(testLimits.table, testLimits.clock);

  @Test
  void costNothingUntilOneIsReached() {
    assertThat(spend(BUDGET, 49_999)).isEmpty();
    assertThat(testLimits.tables.requests()).isEqualTo(2);
    assertThat(spend(Limits.NONE, 1_000_000)).isEmpty();
    assertThat(testLimits.tables.requests()).isEqualTo(4);
  }

  @Test
  void areAnnouncedOnceEach() {
    assertThat(announced(spend(BUDGET, 50_000))).containsExactly(50);
    assertThat(spend(BUDGET, 29_999)).isEmpty();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(80);
    assertThat(spend(BUDGET, 19_000)).isEmpty();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(100);
    assertThat(testLimits.refusal(BUDGET).limit()).contains(Limit.USD_PER_MONTH);
  }

  @Test
  void sayWhoseTheyAreAndHowMuchIsSpent() {
    spend(BUDGET, 12_345);
    BudgetNoticeCoordinator.Claim noticeClaim = claim(spend(BUDGET, 40_000));
    assertThat(noticeClaim.crossings())
        .containsExactly(
            new BudgetNoticeCoordinator.Crossing(
                testLimits.id,
                YearMonth.of(2026, 11),
                50,
                52_345,
                100_000,
                testLimits.clock.instant()));
  }

  @Test
  void areAnnouncedTogetherWhenAnAnswerSkipsOne() {
    assertThat(announced(spend(BUDGET, 85_000))).containsExactly(50, 80);
    assertThat(spend(BUDGET, 1)).isEmpty();
  }

  @Test
  void countNothingThatIsOnlyReserved() {
    Permit open = testLimits.permit(BUDGET, TestLimits.request(new TokenEstimate(1, 1), 60_000));
    assertThat(spend(BUDGET, 10_000)).isEmpty();
    assertThat(announced(settle(open, 40_000))).containsExactly(50);
  }

  @Test
  void areOneFunctionsToAnnounce() {
    ShardThresholdReached first = spend(BUDGET, 50_000).orElseThrow();
    ShardThresholdReached second = spend(BUDGET, 1).orElseThrow();
    assertThat(budgetNoticeCoordinator.claim(first)).isPresent();
    assertThat(budgetNoticeCoordinator.claim(second)).isEmpty();
  }

  @Test
  void areLeftToTheNextSettlementWhenAFunctionDies() {
    assertThat(budgetNoticeCoordinator.claim(spend(BUDGET, 50_000).orElseThrow())).isPresent();
    testLimits.clock.advance(BudgetNoticeCoordinator.CLAIMED.minusMillis(1));
    assertThat(budgetNoticeCoordinator.claim(spend(BUDGET, 1).orElseThrow())).isEmpty();
    testLimits.clock.advance(Duration.ofMillis(1));
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
    assertThat(spend(BUDGET, 1)).isEmpty();
  }

  @Test
  void areNotRepeatedAsFarAsTheyWereAnnounced() {
    BudgetNoticeCoordinator.Claim noticeClaim = claim(spend(BUDGET, 85_000));
    budgetNoticeCoordinator.markAnnounced(noticeClaim, noticeClaim.crossings().getFirst());
    testLimits.clock.advance(BudgetNoticeCoordinator.CLAIMED);
    assertThat(announced(spend(BUDGET, 1))).containsExactly(80);
  }

  @Test
  void areNotAnnouncedAgainByWhoCameTooLate() {
    ShardThresholdReached late = spend(BUDGET, 50_000).orElseThrow();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
    assertThat(budgetNoticeCoordinator.claim(late)).isEmpty();
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
    testLimits.clock.advance(Duration.ofDays(10));
    assertThat(spend(BUDGET, 49_999)).isEmpty();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
  }

  @Test
  void areThoseOfTheMonthOfTheAdmission() {
    testLimits.clock.advance(
        Duration.between(testLimits.clock.instant(), instant("2026-11-30T23:59:00Z")));
    Permit permit = testLimits.permit(BUDGET);
    testLimits.clock.advance(Duration.ofMinutes(5));
    assertThat(claim(settle(permit, 60_000)).crossings().getFirst().month())
        .isEqualTo(YearMonth.of(2026, 11));
  }

  @Test
  void ofATokenAreNobodysNews() {
    Customer page =
        new Customer(
            testLimits.id,
            Limits.NONE,
            testLimits.customer(BUDGET).models(),
            Optional.of(new Customer.KeyLimits("one", BUDGET)));
    Admission admission = testLimits.admit(page, TestLimits.request());
    assertThat(settle(((Admission.Admitted) admission).permit(), 90_000)).isEmpty();
  }

  @Test
  void areThoseOfAllShardsTogether() {
    testLimits.split(2);
    List<String> announced = new ArrayList<>();
    for (int answer = 0; answer < 90; answer++) {
      Permit permit = permitOn(answer % 4, BUDGET);
      Optional<BudgetNoticeCoordinator.Claim> claim =
          settle(permit, 1000).flatMap(budgetNoticeCoordinator::claim);
      for (BudgetNoticeCoordinator.Crossing thresholdCrossing :
          claim.map(BudgetNoticeCoordinator.Claim::crossings).orElse(List.of())) {
        budgetNoticeCoordinator.markAnnounced(claim.orElseThrow(), thresholdCrossing);
        announced.add(
            thresholdCrossing.percent() + " % at " + thresholdCrossing.spentNanoDollars());
      }
    }
    assertThat(announced).containsExactly("50 % at 50000", "80 % at 80000");
  }

  @Test
  void areNotLookedForOnAShardThatHasDoneSo() {
    testLimits.split(1);
    Permit permit = testLimits.permit(BUDGET);
    int shard = permit.shard();
    assertThat(budgetNoticeCoordinator.claim(settle(permit, 30_000).orElseThrow())).isEmpty();
    Permit again = permitOn(shard, BUDGET);
    assertThat(settle(again, 1)).isEmpty();
    Permit other = permitOn(1 - shard, BUDGET);
    assertThat(announced(settle(other, 25_000))).containsExactly(50);
  }

  @Test
  void areLookedForAgainWhenTheTableFailed() {
    ShardThresholdReached shardThresholdReached = spend(BUDGET, 50_000).orElseThrow();
    testLimits.tables.failWith("ThrottlingException");
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> budgetNoticeCoordinator.claim(shardThresholdReached));
    testLimits.tables.recover();
    assertThat(announced(spend(BUDGET, 1))).containsExactly(50);
  }

  private Optional<ShardThresholdReached> spend(Limits limits, long nanoDollars) {
    return settle(testLimits.permit(limits), nanoDollars);
  }

  private Optional<ShardThresholdReached> settle(Permit permit, long nanoDollars) {
    Settlement settlement = testLimits.settler.settle(permit, new SettledUsage(1, nanoDollars));
    assertThat(settlement).isInstanceOf(Settlement.Settled.class);
    return ((Settlement.Settled) settlement).threshold();
  }

  private Permit permitOn(int shard, Limits limits) {
    Permit permit = testLimits.permit(limits);
    while (permit.shard() != shard) {
      testLimits.settler.settle(permit, SettledUsage.NOTHING);
      permit = testLimits.permit(limits);
    }
    return permit;
  }

  private BudgetNoticeCoordinator.Claim claim(Optional<ShardThresholdReached> milestone) {
    return budgetNoticeCoordinator.claim(milestone.orElseThrow()).orElseThrow();
  }

  private List<Integer> announced(Optional<ShardThresholdReached> milestone) {
    BudgetNoticeCoordinator.Claim noticeClaim = claim(milestone);
    noticeClaim
        .crossings()
        .forEach(thresholdCrossing ->
            budgetNoticeCoordinator.markAnnounced(noticeClaim, thresholdCrossing));
    return noticeClaim.crossings().stream().map(BudgetNoticeCoordinator.Crossing::percent).toList();
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }
}
