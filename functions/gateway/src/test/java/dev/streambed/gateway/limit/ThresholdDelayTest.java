package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How late the first threshold of a sharded budget is found, as documented in docs/limits.md: each
/// shard sums up all of them when its own part reaches the threshold.
class ThresholdDelayTest {

  private static final long MONTH = 202611;
  private static final int RUNS = 200;

  /// @param requests how many equally expensive requests a shard's part pays for
  /// @param mean the average spending at that time, at most, in tenths of a percent of the budget
  @ParameterizedTest
  @CsvSource({
    "1, 1000, 500",
    "2, 100, 545",
    "2, 1000, 515",
    "4, 100, 540",
    "4, 1000, 515",
    "16, 100, 515",
    "16, 1000, 505",
    "64, 100, 505",
    "64, 1000, 502"
  })
  void isSmallerTheMoreRequestsAndShardsThereAre(int shards, int requests, long mean) {
    MonthlyBudget monthlyBudget = new MonthlyBudget((long) shards * requests);
    SplittableRandom random = new SplittableRandom(shards * 7919L + requests);
    long sum = 0;
    for (int run = 0; run < RUNS; run++) {
      long spent = spentWhenFound(monthlyBudget, shards, random);
      assertThat(2 * spent).isGreaterThanOrEqualTo(monthlyBudget.nanoDollars());
      sum += spent;
    }
    assertThat(1000 * sum / RUNS / monthlyBudget.nanoDollars()).isLessThanOrEqualTo(mean);
  }

  private static long spentWhenFound(
      MonthlyBudget monthlyBudget, int shards, SplittableRandom random) {
    long[] spent = new long[shards];
    BudgetThresholdProgress[] noted = new BudgetThresholdProgress[shards];
    Arrays.fill(noted, BudgetThresholdProgress.none(MONTH));
    while (true) {
      int shard = random.nextInt(shards);
      spent[shard]++;
      long part = monthlyBudget.nanoDollars() / shards;
      List<Integer> reached =
          new BudgetSpend(part, spent[shard], 0).thresholdsReached(noted[shard]);
      if (!reached.isEmpty()) {
        noted[shard] = new BudgetThresholdProgress(MONTH, reached.getLast(), spent[shard], part);
        long all = LongStream.of(spent).sum();
        if (!new BudgetSpend(monthlyBudget.nanoDollars(), all, 0)
            .thresholdsReached(BudgetThresholdProgress.none(MONTH))
            .isEmpty()) {
          return all;
        }
      }
    }
  }
}
