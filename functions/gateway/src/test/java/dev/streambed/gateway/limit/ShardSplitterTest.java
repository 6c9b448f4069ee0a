package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.SettledUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A busy customer's shards are split while requests go on, by functions that do not know of each
/// other.
class ShardSplitterTest {

  private static final int FUNCTIONS = 8;
  private static final int REQUESTS = 300;
  private static final long MOST_RUNNING = 400;
  private static final long MOST_REQUESTS = 1200;

  private static final Limits LIMITS =
      Limits.NONE
          .with(Limit.CONCURRENT_ANSWERS, MOST_RUNNING)
          .with(Limit.REQUESTS_PER_DAY, MOST_REQUESTS)
          .with(Limit.TOKENS_PER_MINUTE, 4_000_000)
          .with(Limit.USD_PER_MONTH, 100_000_000);

  private final TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();

  @Test
  void exceedsNoLimitAndLosesNothing() throws Exception {
    try (ExecutorService functions = Executors.newFixedThreadPool(FUNCTIONS)) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int number = 0; number < FUNCTIONS; number++) {
        int seed = number;
        work.add(() -> function(seed));
      }
      int used = 0;
      for (Future<Integer> tokens : functions.invokeAll(work)) {
        used += tokens.get();
      }
      assertThat(depth(0)).as("splits").isGreaterThan(1);
      assertThat(mostRunning.get()).isBetween(100, (int) MOST_RUNNING);
      assertThat((long) admitted.get()).isBetween(MOST_REQUESTS * 9 / 10, MOST_REQUESTS);
      Map<String, Long> sums = sums();
      assertThat(sums)
          .containsEntry("running", 0L)
          .containsEntry("M202611r", (long) admitted.get())
          .containsEntry("M202611t", (long) used)
          .containsEntry("M202611c", 10L * used);
    }
  }

  // Each has an admitter of its own, as each process has.
  private int function(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Admitter admitter = new Admitter(testLimits.table, new Random(seed), testLimits.clock);
    List<Permit> open = new ArrayList<>();
    int used = 0;
    for (int request = 0; request < REQUESTS; request++) {
      Admission admission = admitter.admit(testLimits.customer(LIMITS), TestLimits.request());
      if (admission instanceof Admission.Admitted(Permit permit, _)) {
        admitted.incrementAndGet();
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        open.add(permit);
      }
      if (open.size() > 40 || random.nextInt(3) == 0) {
        used += settleOne(open, random);
      }
    }
    while (!open.isEmpty()) {
      used += settleOne(open, random);
    }
    return used;
  }

  private int settleOne(List<Permit> open, SplittableRandom random) {
    if (open.isEmpty()) {
      return 0;
    }
    int tokens = random.nextInt(100);
    running.decrementAndGet();
    Settlement settlement =
        testLimits.settler.settle(
            open.remove(random.nextInt(open.size())), new SettledUsage(tokens, 10L * tokens));
    assertThat(settlement).isInstanceOf(Settlement.Settled.class);
    return tokens;
  }

  private int depth(int index) {
    var depth = testLimits.item(index).get("depth");
    return depth == null ? 0 : Integer.parseInt(depth.n());
  }

  private Map<String, Long> sums() {
    Map<String, Long> sums = new TreeMap<>();
    for (int index = 0; index < 8; index++) {
      testLimits
          .item(index)
          .forEach((name, value) -> {
            if (value.n() != null) {
              sums.merge(name, Long.parseLong(value.n()), Long::sum);
            }
          });
    }
    return sums;
  }
}
