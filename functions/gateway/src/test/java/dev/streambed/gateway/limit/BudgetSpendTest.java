package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetSpendTest {

  private static final long MONTH = 202611;
  private static final BudgetThresholdProgress NOTHING = BudgetThresholdProgress.none(MONTH);

  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "499, ''",
    "500, '50'",
    "799, '50'",
    "800, '50 80'",
    "999, '50 80'",
    "1000, '50 80 100'",
    "1700, '50 80 100'"
  })
  void comesToAThresholdWithItsLastNanoDollar(long spent, String reached) {
    assertThat(new BudgetSpend(1000, spent, 0).thresholdsReached(NOTHING))
        .isEqualTo(percents(reached));
  }

  @Test
  void comesToNoThresholdOfNoBudget() {
    assertThat(new BudgetSpend(0, 7, 0).thresholdsReached(NOTHING)).isEmpty();
  }

  @Test
  void roundsUpAndDoesNotOverflow() {
    assertThat(new BudgetSpend(3, 1, 0).thresholdsReached(NOTHING)).isEmpty();
    assertThat(new BudgetSpend(3, 2, 0).thresholdsReached(NOTHING)).containsExactly(50);
    long most = 999_999_999_999_999_999L;
    assertThat(new BudgetSpend(most, most / 2, 0).thresholdsReached(NOTHING)).isEmpty();
    assertThat(new BudgetSpend(most, most / 2 + 1, 0).thresholdsReached(NOTHING))
        .containsExactly(50);
  }

  /// With 20 reserved, 980 spent leave room for one more; 981 do not.
  @ParameterizedTest
  @CsvSource({
    "980, 20, '50 80'",
    "981, 20, '50 80 100'",
    "949, 400, '50 80'",
    "950, 400, '50 80 100'"
  })
  void isUsedUpWhenAnotherRequestWouldNotFit(long spent, long usual, String reached) {
    assertThat(new BudgetSpend(1000, spent, usual).thresholdsReached(NOTHING))
        .isEqualTo(percents(reached));
  }

  @Test
  void leavesOutWhatWasNoted() {
    BudgetThresholdProgress half = new BudgetThresholdProgress(MONTH, 50, 600, 1000);
    assertThat(new BudgetSpend(1000, 790, 0).thresholdsReached(half)).isEmpty();
    assertThat(new BudgetSpend(1000, 800, 0).thresholdsReached(half)).containsExactly(80);
    assertThat(new BudgetSpend(1000, 1000, 0).thresholdsReached(half)).containsExactly(80, 100);
    assertThat(
            new BudgetSpend(1000, 2000, 0)
                .thresholdsReached(new BudgetThresholdProgress(MONTH, 100, 1000, 1000)))
        .isEmpty();
  }

  @Test
  void hasThresholdsAnewWhenItIsRaised() {
    BudgetThresholdProgress most = new BudgetThresholdProgress(MONTH, 80, 810, 1000);
    assertThat(new BudgetSpend(2000, 999, 0).thresholdsReached(most)).isEmpty();
    assertThat(new BudgetSpend(2000, 1000, 0).thresholdsReached(most)).containsExactly(50);
    assertThat(
            new BudgetSpend(2000, 1600, 0)
                .thresholdsReached(new BudgetThresholdProgress(MONTH, 50, 1000, 2000)))
        .containsExactly(80);
  }

  @Test
  void doesNotRepeatWhatWasSpentBeforeItWasRaised() {
    assertThat(
            new BudgetSpend(1010, 900, 0)
                .thresholdsReached(new BudgetThresholdProgress(MONTH, 80, 810, 1000)))
        .isEmpty();
  }

  @Test
  void comesToFurtherThresholdsAtOnceWhenItIsLowered() {
    BudgetThresholdProgress half = new BudgetThresholdProgress(MONTH, 50, 1000, 2000);
    assertThat(new BudgetSpend(1250, 1001, 0).thresholdsReached(half)).containsExactly(80);
    assertThat(
            new BudgetSpend(500, 1001, 0)
                .thresholdsReached(new BudgetThresholdProgress(MONTH, 100, 2000, 2000)))
        .isEmpty();
  }

  @Test
  void beginsEachMonthAnewAndEndsTheOneBefore() {
    BudgetThresholdProgress budgetThresholdProgress =
        new BudgetThresholdProgress(MONTH, 80, 810, 1000);
    Map<String, AttributeValue> item =
        Map.of(BudgetThresholdProgress.ATTRIBUTE, budgetThresholdProgress.write());
    assertThat(BudgetThresholdProgress.read(item, MONTH)).isEqualTo(budgetThresholdProgress);
    assertThat(
            new BudgetSpend(1000, 1000, 0)
                .thresholdsReached(BudgetThresholdProgress.read(item, 202612)))
        .containsExactly(50, 80, 100);
    assertThat(
            new BudgetSpend(2000, 2000, 0)
                .thresholdsReached(BudgetThresholdProgress.read(item, 202610)))
        .isEmpty();
    assertThat(
            BudgetThresholdProgress.read(
                Map.of(BudgetThresholdProgress.ATTRIBUTE, AttributeValue.fromS("?")), MONTH))
        .isEqualTo(NOTHING);
  }

  @Test
  void comesBackFromItsText() {
    MonthlyBudget monthlyBudget = new MonthlyBudget(1003);
    assertThat(MonthlyBudget.read(Map.of(MonthlyBudget.ATTRIBUTE, monthlyBudget.write())))
        .contains(monthlyBudget);
    assertThat(MonthlyBudget.read(Map.of(MonthlyBudget.ATTRIBUTE, AttributeValue.fromS("much"))))
        .isEmpty();
  }

  private static List<Integer> percents(String words) {
    return words.isEmpty()
        ? List.of()
        : List.of(words.split(" ", -1)).stream().map(Integer::valueOf).toList();
  }
}
