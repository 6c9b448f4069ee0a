package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.RequestId;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShardsTest {

  @Test
  void dividesEveryLimitWithoutRest() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 10_000; round++) {
      Limits limits = Limits.NONE.over(1 + random.nextInt(Limits.MOST_SHARDS));
      for (Limit limit : Limit.values()) {
        limits = limits.with(limit, random.nextLong(1L << random.nextInt(1, 60)));
      }
      Shards shards = Shards.of(limits);
      for (Limit limit : Limit.values()) {
        long sum = shards.all().mapToLong(shard -> shards.shares(shard).get(limit)).sum();
        assertThat(sum).isEqualTo(limits.get(limit).orElseThrow());
        assertThat(shards.all().mapToLong(shard -> shards.shares(shard).get(limit)).min())
            .hasValue(shards.most(limit).orElseThrow());
      }
    }
  }

  @Test
  void leavesNoShardWithoutAnAnswer() {
    Limits limits = Limits.NONE.with(Limit.CONCURRENT_ANSWERS, 5).over(64);
    assertThat(Shards.of(limits).count()).isEqualTo(5);
    assertThat(Shards.of(limits.with(Limit.REQUESTS_PER_DAY, 0)).count()).isEqualTo(1);
    assertThat(Shards.of(Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 5).over(64)).count())
        .isEqualTo(64);
  }

  @Test
  void triesThreeShardsAndForOneIdTheSame() {
    Shards shards = Shards.of(Limits.NONE.over(16));
    int[] first = shards.order(new RequestId("r1"));
    assertThat(first)
        .hasSize(3)
        .doesNotHaveDuplicates()
        .isEqualTo(shards.order(new RequestId("r1")));
    assertThat(Shards.of(Limits.NONE.over(2)).order(new RequestId("r1"))).containsOnly(0, 1);
    assertThat(Shards.of(Limits.NONE).order(new RequestId("r1"))).containsExactly(0);
    assertThat(
            Arrays.stream(new String[1000])
                .map(_ -> shards.order(new RequestId(UUID.randomUUID().toString()))[0])
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
    Desk desk = new Desk("2026-11-21T09:15:02.123Z");
    Limits limits = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 10).over(3);
    int admitted = 0;
    for (int request = 0; request < 60; request++) {
      admitted += desk.admit(limits) instanceof Admission.Admitted ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(10);
  }

  @Test
  void refusesWhatIsMoreThanAShardHolds() {
    Desk desk = new Desk("2026-11-21T09:15:02.123Z");
    Limits limits = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 399).over(4);
    assertThat(desk.refusal(limits).code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
  }
}
