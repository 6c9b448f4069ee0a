package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequestId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A customer that grows to 5,000 answers a second of ten seconds each: how its shards are split,
/// what is refused below its limit, and how many write units a partition of DynamoDB has to take.
class ShardScaleTest {

  private static final int ANSWERS_PER_SECOND = 5000;
  private static final int SECONDS_PER_ANSWER = 10;
  private static final int RUNNING = ANSWERS_PER_SECOND * SECONDS_PER_ANSWER;

  /// Lambda starts no more than 1,000 environments in ten seconds.
  private static final int MORE_ANSWERS_EACH_SECOND = 10;

  private static final int GROWING_SECONDS = ANSWERS_PER_SECOND / MORE_ANSWERS_EACH_SECOND;
  private static final int SECONDS = GROWING_SECONDS + 60;
  private static final long PARTITION_UNITS = 1000;
  private static final Instant BEGIN = Instant.parse("2026-11-21T09:15:00Z");

  /// Four percent above what runs at most.
  private static final Limits LIMITS =
      Limits.NONE.with(Limit.CONCURRENT_ANSWERS, RUNNING / 100L * 104);

  private static final Reservation RESERVATION = Reservation.of(TestLimits.request(), BEGIN, "");

  private final SplittableRandom random = new SplittableRandom(11);
  private final Shard[] shards = new Shard[1 << Shard.MAX_DEPTH];
  private final long[] running = new long[shards.length];
  private final long[] open = new long[shards.length];
  private final long[] requestsInMinute = new long[shards.length];
  private final long[] unitsInSecond = new long[shards.length];
  private final Queue<Integer> endings = new ArrayDeque<>();
  private long refused;
  private long mostUnits;
  private long admitted;

  @Test
  void splitsInTimeAndRefusesHardlyAnythingBelowTheLimit() {
    shards[0] = Shard.WHOLE;
    int number = 0;
    Queue<Integer> admittedInSecond = new ArrayDeque<>();
    for (int second = 0; second < SECONDS; second++) {
      if (second % 60 == 0) {
        Arrays.fill(requestsInMinute, 0);
      }
      Arrays.fill(unitsInSecond, 0);
      if (second >= SECONDS_PER_ANSWER) {
        for (int left = admittedInSecond.remove(); left > 0; left--) {
          end(endings.remove());
        }
      }
      long before = admitted;
      int arrivals = Math.min(ANSWERS_PER_SECOND, MORE_ANSWERS_EACH_SECOND * (second + 1));
      for (int arrival = 0; arrival < arrivals; arrival++) {
        request(new RequestId("r" + number++), BEGIN.plusSeconds(second));
      }
      admittedInSecond.add(Math.toIntExact(admitted - before));
      mostUnits = Math.max(mostUnits, Arrays.stream(unitsInSecond).max().orElseThrow());
      assertThat(Arrays.stream(running).sum())
          .isLessThanOrEqualTo(LIMITS.get(Limit.CONCURRENT_ANSWERS).orElseThrow());
    }
    assertThat(Arrays.stream(running).sum()).isGreaterThan(RUNNING / 100 * 99);
    assertThat(1000 * refused / (admitted + refused)).as("refused, per mille").isLessThan(10);
    assertThat(mostUnits).as("write units a second").isLessThan(PARTITION_UNITS);
    assertThat(Arrays.stream(unitsInSecond).sum()).as("of the table").isBetween(70_000L, 100_000L);
    assertThat(Arrays.stream(shards).filter(shard -> shard != null).count()).isBetween(256L, 1024L);
  }

  private void request(RequestId id, Instant now) {
    int[] tried =
        IntStream.range(0, Reserver.CHOICES)
            .map(choice -> find(Shard.hash(id, choice)))
            .distinct()
            .limit(Reserver.MOST_TRIED)
            .toArray();
    for (int index : tried) {
      write(index);
      ShardLimits limits = new ShardLimits(LIMITS, shards[index]);
      if (running[index] < limits.part(Limit.CONCURRENT_ANSWERS).orElseThrow()) {
        running[index]++;
        open[index]++;
        requestsInMinute[index]++;
        endings.add(index);
        admitted++;
        splitIfBusy(index, limits, now);
        return;
      }
    }
    refused++;
  }

  private void end(int index) {
    write(index);
    running[index]--;
    open[index]--;
  }

  private void write(int index) {
    unitsInSecond[index] += ShardSplitter.unitsPerWrite(open[index]);
  }

  private int find(int hash) {
    for (int depth = Shard.MAX_DEPTH; ; depth--) {
      Shard shard = Shard.of(hash, depth);
      if (shard.equals(shards[shard.index()])) {
        return shard.index();
      }
    }
  }

  private void splitIfBusy(int index, ShardLimits limits, Instant now) {
    Map<String, Long> counters =
        Map.of(
            CounterIncrement.RUNNING,
            running[index],
            Window.at(now, WindowLength.MINUTE).requests(),
            requestsInMinute[index]);
    boolean splits =
        ShardSplitter.isBusy(counters, now)
            && limits.canBeSplit(RESERVATION)
            && running[index]
                <= new ShardLimits(LIMITS, shards[index].lower())
                    .part(Limit.CONCURRENT_ANSWERS)
                    .orElseThrow()
            && random.nextInt(ShardSplitter.ONE_OF) == 0;
    if (splits) {
      Shard upper = shards[index].upper();
      shards[index] = shards[index].lower();
      shards[upper.index()] = upper;
      requestsInMinute[upper.index()] = requestsInMinute[index] / 2;
      requestsInMinute[index] -= requestsInMinute[upper.index()];
      // Twice the units in a transaction.
      write(index);
      write(index);
    }
  }
}
