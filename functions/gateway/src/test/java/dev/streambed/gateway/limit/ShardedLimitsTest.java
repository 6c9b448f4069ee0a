package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequestId;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShardedLimitsTest {

  @Test
  void dividesEveryLimitWithoutRest() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 10_000; round++) {
      Limits limits = Limits.NONE.withShards(1 + random.nextInt(Limits.MAX_SHARDS));
      for (Limit limit : Limit.values()) {
        limits = limits.with(limit, random.nextLong(1L << random.nextInt(1, 60)));
      }
      ShardedLimits shardedLimits = ShardedLimits.of(limits);
      for (Limit limit : Limit.values()) {
        long sum =
            shardedLimits.all().mapToLong(shard -> shardedLimits.shares(shard).get(limit)).sum();
        assertThat(sum).isEqualTo(limits.get(limit).orElseThrow());
        assertThat(
                shardedLimits
                    .all()
                    .mapToLong(shard -> shardedLimits.shares(shard).get(limit))
                    .min())
            .hasValue(shardedLimits.largestRequest(limit).orElseThrow());
      }
    }
  }

  @Test
  void leavesNoShardWithoutAnAnswer() {
    Limits limits = Limits.NONE.with(Limit.CONCURRENT_ANSWERS, 5).withShards(64);
    assertThat(ShardedLimits.of(limits).count()).isEqualTo(5);
    assertThat(ShardedLimits.of(limits.with(Limit.REQUESTS_PER_DAY, 0)).count()).isEqualTo(1);
    assertThat(
            ShardedLimits.of(Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 5).withShards(64)).count())
        .isEqualTo(64);
  }

  @Test
  void triesThreeShardsAndForOneIdTheSame() {
    ShardedLimits shardedLimits = ShardedLimits.of(Limits.NONE.withShards(16));
    int[] first = shardedLimits.shardsToTry(new RequestId("r1"));
    assertThat(first)
        .hasSize(3)
        .doesNotHaveDuplicates()
        .isEqualTo(shardedLimits.shardsToTry(new RequestId("r1")));
    assertThat(ShardedLimits.of(Limits.NONE.withShards(2)).shardsToTry(new RequestId("r1")))
        .containsOnly(0, 1);
    assertThat(ShardedLimits.of(Limits.NONE).shardsToTry(new RequestId("r1"))).containsExactly(0);
    assertThat(
            Arrays.stream(new String[1000])
                .map(_ -> shardedLimits.shardsToTry(new RequestId(UUID.randomUUID().toString()))[0])
                .distinct())
        .hasSize(16);
  }

  @Test
  void comesBackFromItsKey() {
    for (CounterKey key :
        new CounterKey[] {
          new CounterKey(new CustomerId("acme"), 0),
          new CounterKey(new CustomerId("acme"), 63),
          new CounterKey(new CustomerId("acme#63"), 0),
          new CounterKey(new CustomerId("acme#63"), 7)
        }) {
      assertThat(CounterKey.of(key.attributes())).contains(key);
    }
    assertThat(new CounterKey(new CustomerId("acme"), 3).attributes())
        .isNotEqualTo(new CounterKey(new CustomerId("acme#3"), 0).attributes());
  }

  @Test
  void admitsAllOfALimitAndNotOneMore() {
    TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
    Limits limits = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 10).withShards(3);
    int admitted = 0;
    for (int request = 0; request < 60; request++) {
      admitted += testLimits.admit(limits) instanceof Admission.Admitted ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(10);
  }

  @Test
  void refusesWhatIsMoreThanAShardHolds() {
    TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
    Limits limits = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 399).withShards(4);
    assertThat(testLimits.refusal(limits).code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
  }
}
