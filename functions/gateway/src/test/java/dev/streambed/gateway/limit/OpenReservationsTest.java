package dev.streambed.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.fixture.LocalTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenReservationsTest {

  private final TestLimits testLimits = new TestLimits("2026-11-21T09:15:02.123Z");
  private final OpenReservations open = new OpenReservations(testLimits.table);

  @Test
  void findsThoseWhoseTimeIsOverOnEveryShard() {
    testLimits.split(2);
    Limits limits = Limits.NONE;
    Set<RequestId> old =
        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).stream()
            .map(_ -> testLimits.permit(limits).requestId())
            .collect(Collectors.toSet());
    Permit settled = testLimits.permit(limits);
    testLimits.settler.settle(settled, SettledUsage.NOTHING);
    testLimits.clock.advance(Duration.ofMinutes(18));
    assertThat(mine()).isEmpty();
    Permit young = testLimits.permit(limits);
    testLimits.clock.advance(Duration.ofSeconds(1));
    assertThat(mine().stream().map(Permit::requestId)).containsExactlyInAnyOrderElementsOf(old);
    assertThat(mine().stream().map(Permit::shard).distinct()).hasSizeGreaterThan(1);
    for (Permit permit : mine()) {
      assertThat(testLimits.settler.settle(permit, SettledUsage.NOTHING))
          .isEqualTo(new Settlement.Settled(Optional.empty()));
    }
    assertThat(mine()).isEmpty();
    assertThat(testLimits.settler.settle(young, SettledUsage.NOTHING))
        .isEqualTo(new Settlement.Settled(Optional.empty()));
  }

  @Test
  void findsThemOnEveryPage() {
    testLimits.split(2);
    Limits limits = Limits.NONE;
    List<Permit> permits = new ArrayList<>();
    for (int count = 0; count < 10; count++) {
      permits.add(testLimits.permit(limits));
    }
    testLimits.clock.advance(Duration.ofMinutes(19));
    testLimits.tables.pageBy(1);
    int before = testLimits.tables.requests();
    assertThat(mine().stream().map(Permit::requestId))
        .containsExactlyInAnyOrderElementsOf(permits.stream().map(Permit::requestId).toList());
    assertThat(testLimits.tables.requests() - before).isGreaterThan(2);
    for (Permit permit : permits) {
      testLimits.settler.settle(permit, SettledUsage.NOTHING);
    }
  }

  @Test
  void findsACustomersOwnByItsIdOnEveryShard() {
    testLimits.split(2);
    Limits limits = Limits.NONE;
    CustomerId other = new TestLimits("2026-11-21T09:15:02.123Z").id;
    for (int count = 0; count < 10; count++) {
      Permit permit = testLimits.permit(limits);
      RequestId id = permit.requestId();
      assertThat(open.find(testLimits.id, id)).containsExactly(permit.reservation());
      assertThat(open.find(other, id)).isEmpty();
      testLimits.settler.settle(permit, SettledUsage.NOTHING);
      assertThat(open.find(testLimits.id, id)).isEmpty();
    }
  }

  @Test
  void findsBothAnswersOfOneIdOnDifferentShards() {
    testLimits.split(1);
    Limits limits = Limits.NONE.with(Limit.CONCURRENT_ANSWERS, 2L);
    ReservationRequest request = TestLimits.request();
    Permit blocking = testLimits.permit(limits, withFirstShardOf(request));
    Permit onSecond = testLimits.permit(limits, request);
    testLimits.settler.settle(blocking, SettledUsage.NOTHING);
    Permit onFirst = testLimits.permit(limits, request);
    assertThat(onFirst.shard()).isNotEqualTo(onSecond.shard());
    assertThat(open.find(testLimits.id, request.requestId()))
        .containsExactlyInAnyOrder(onFirst.reservation(), onSecond.reservation());
  }

  private static ReservationRequest withFirstShardOf(ReservationRequest request) {
    while (true) {
      ReservationRequest other = TestLimits.request();
      if (firstOfTwo(other).equals(firstOfTwo(request))) {
        return other;
      }
    }
  }

  private static Shard firstOfTwo(ReservationRequest request) {
    return Shard.of(Shard.hash(request.requestId(), 0), 1);
  }

  @Test
  void passesOverWhatItCannotRead() {
    Map<String, AttributeValue> item = new HashMap<>(new CounterKey(testLimits.id, 0).attributes());
    item.put("running", AttributeValue.fromN("3"));
    item.put("onewer", AttributeValue.fromS("2 something else"));
    item.put("o not an id", AttributeValue.fromS("1 1000 60 1 2 3 rest_api whole n m"));
    item.put("oold", AttributeValue.fromS("1 1000 60 1 2 3 rest_api whole n m"));
    testLimits.tables.putItem(TableRequest.of(LocalTables.LIMITS).item(item));
    assertThat(mine().stream().map(Permit::requestId)).containsExactly(new RequestId("old"));
    testLimits.settler.settle(mine().getFirst(), SettledUsage.NOTHING);
  }

  private List<Permit> mine() {
    return open.overdue(testLimits.clock.instant())
        .filter(permit -> permit.customer().equals(testLimits.id))
        .toList();
  }
}
