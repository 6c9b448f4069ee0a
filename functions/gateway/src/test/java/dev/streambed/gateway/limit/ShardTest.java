package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.SettledUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShardTest {

  @Test
  void dividesEveryLimitWithoutRest() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 1000; round++) {
      List<Shard> shards = randomShards(random, 1 + random.nextInt(100));
      long limit = random.nextLong(1L << random.nextInt(1, 60));
      assertThat(shards.stream().mapToLong(shard -> shard.partOf(limit)).sum()).isEqualTo(limit);
    }
  }

  @Test
  void holdsEveryHashInOneShard() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 1000; round++) {
      List<Shard> shards = randomShards(random, 1 + random.nextInt(100));
      int hash = random.nextInt();
      List<Shard> holding = shards.stream().filter(shard -> shard.holds(hash)).toList();
      assertThat(holding).hasSize(1);
      assertThat(holding).containsExactly(Shard.of(hash, holding.getFirst().depth()));
    }
  }

  @Test
  void comesFromItsParent() {
    Shard shard = new Shard(5, 3);
    assertThat(shard.lower().parent()).isEqualTo(shard);
    assertThat(shard.upper().parent()).isEqualTo(shard);
    assertThat(shard.upper()).isEqualTo(new Shard(13, 4));
    assertThat(Shard.WHOLE.splitOff(3))
        .containsExactly(new Shard(1, 1), new Shard(2, 2), new Shard(4, 3));
  }

  @Test
  void spreadsIdsEvenly() {
    int[] found = new int[16];
    for (int request = 0; request < 16_000; request++) {
      found[Shard.of(Shard.hash(new RequestId("r" + request), 0), 4).index()]++;
    }
    assertThat(Arrays.stream(found)).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void comesBackFromItsKey() {
    for (CounterKey key :
        new CounterKey[] {
          new CounterKey(new CustomerId("acme"), 0),
          new CounterKey(new CustomerId("acme"), 1023),
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
    testLimits.split(2);
    Limits limits = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 10);
    int admitted = 0;
    for (int request = 0; request < 60; request++) {
      admitted += testLimits.admit(limits) instanceof Admission.Admitted ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(10);
  }

  @Test
  void mergesWhereARequestIsMoreThanAShardHolds() {
    TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
    testLimits.split(3);
    Limits lowered = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 100);
    Permit permit = testLimits.permit(lowered);
    assertThat(testLimits.refusal(lowered).limit()).contains(Limit.TOKENS_PER_MINUTE);
    testLimits.settler.settle(permit, new SettledUsage(30, 0));
    assertThat(testLimits.refusal(lowered).limit()).contains(Limit.TOKENS_PER_MINUTE);
    testLimits.clock.advance(Duration.ofMinutes(1));
    testLimits.permit(lowered);
    assertThat(testLimits.item(0)).doesNotContainKey("depth").containsKey("expiresAt");
  }

  @Test
  void isFoundByWhoKnewACustomerThatIsWholeAgain() {
    TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
    Admitter another = new Admitter(testLimits.table, new Random(5), testLimits.clock);
    testLimits.split(3);
    Limits limits = Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 1_000_000);
    for (int request = 0; request < 40; request++) {
      Admission admission = another.admit(testLimits.customer(limits), TestLimits.request());
      testLimits.settler.settle(((Admission.Admitted) admission).permit(), SettledUsage.NOTHING);
    }
    testLimits.permit(Limits.NONE.with(Limit.TOKENS_PER_MINUTE, 100));
    assertThat(testLimits.item(0)).doesNotContainKey("depth");
    for (int request = 0; request < 40; request++) {
      assertThat(another.admit(testLimits.customer(limits), TestLimits.request()))
          .isInstanceOf(Admission.Admitted.class);
    }
    assertThat(testLimits.counters()).containsEntry("d20778r", 81L);
  }

  private static List<Shard> randomShards(SplittableRandom random, int count) {
    List<Shard> shards = new ArrayList<>(List.of(Shard.WHOLE));
    while (shards.size() < count) {
      Shard shard = shards.remove(random.nextInt(shards.size()));
      shards.add(shard.lower());
      shards.add(shard.upper());
    }
    return shards;
  }
}
