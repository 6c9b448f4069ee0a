package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.TokenEstimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that may write more than was reserved for them.
class MaxTokensReservedTest {

  private static final int LIMIT = 2000;
  private static final int RUNNING = 4;
  private static final int INPUT = 60;
  private static final int RESERVED = 40;
  private static final int MOST = 400;

  private final TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
  private final List<Permit> open = new ArrayList<>();
  private int shards = 1;
  private long settled;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void exceedAMinuteByNoMoreThanWhatRunsAtTheSameTime(int shards) {
    this.shards = shards;
    Limits limits =
        Limits.NONE.with(Limit.TOKENS_PER_MINUTE, LIMIT).with(Limit.CONCURRENT_ANSWERS, RUNNING);
    testLimits.split(shards - 1);
    long highest = 0;
    int refused = 0;
    for (int seed = 0; seed < 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int step = 0; step < 60; step++) {
        refused += random.nextInt(3) > 0 ? admit(limits) : end(random);
        highest = Math.max(highest, counted());
        assertThat(counted()).isEqualTo(settled + open.size() * (INPUT + (long) RESERVED));
      }
      while (!open.isEmpty()) {
        end(random);
      }
      highest = Math.max(highest, counted());
      nextMinute();
    }
    assertThat(refused).isPositive();
    assertThat(highest).isBetween(LIMIT + 1L, LIMIT + RUNNING * (MOST - RESERVED) + 0L);
  }

  private int admit(Limits limits) {
    Admission admission =
        testLimits.admit(limits, TestLimits.request(new TokenEstimate(INPUT, RESERVED), 0));
    assertThat(admission.headers().get("x-ratelimit-remaining-tokens")).matches("[0-9]+");
    return switch (admission) {
      case Admission.Admitted(Permit permit, _) -> {
        open.add(permit);
        yield 0;
      }
      case Admission.Refused _ -> 1;
    };
  }

  private int end(SplittableRandom random) {
    if (!open.isEmpty()) {
      // Mostly the longest answers.
      int used = INPUT + (random.nextInt(4) > 0 ? MOST : random.nextInt(MOST));
      Permit permit = open.remove(random.nextInt(open.size()));
      testLimits.settler.settle(permit, new SettledUsage(used, 0));
      settled += used;
    }
    return 0;
  }

  private void nextMinute() {
    testLimits.clock.advance(Duration.ofMinutes(1));
    settled = 0;
  }

  private long counted() {
    String counter =
        CounterIncrement.counterName(Limit.TOKENS_PER_MINUTE, testLimits.clock.instant());
    return IntStream.range(0, shards)
        .mapToObj(testLimits::item)
        .filter(item -> item.containsKey(counter))
        .mapToLong(item -> Long.parseLong(item.get(counter).n()))
        .sum();
  }
}
