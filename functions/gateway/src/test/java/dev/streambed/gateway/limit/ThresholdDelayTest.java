package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How late the first threshold of a budget on several shards is found, as docs/limits.md says it:
/// each shard adds up all of them when its own part comes to it.
class ThresholdDelayTest {

  private static final long MONTH = 202611;
  private static final int RUNS = 200;

  /// @param requests that a shard's part pays for, each as dear as the other
  /// @param mean at most so many tenths of a percent of the budget are spent by then, on average
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
    MonthlyBudget monthlyBudget = new MonthlyBudget((long) shards * requests, shards);
    SplittableRandom random = new SplittableRandom(shards * 7919L + requests);
    long sum = 0;
    for (int run = 0; run < RUNS; run++) {
      long spent = spentWhenFound(monthlyBudget, random);
      assertThat(2 * spent).isGreaterThanOrEqualTo(monthlyBudget.nanoDollars());
      sum += spent;
    }
    assertThat(1000 * sum / RUNS / monthlyBudget.nanoDollars()).isLessThanOrEqualTo(mean);
  }

  private static long spentWhenFound(MonthlyBudget monthlyBudget, SplittableRandom random) {
    long[] spent = new long[monthlyBudget.shards()];
    BudgetThresholdProgress[] noted = new BudgetThresholdProgress[monthlyBudget.shards()];
    Arrays.fill(noted, BudgetThresholdProgress.none(MONTH));
    while (true) {
      int shard = random.nextInt(monthlyBudget.shards());
      spent[shard]++;
      long part = monthlyBudget.share(shard);
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
