package dev.streambed.gateway.limit;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.RequestId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OpenAnswersTest {

  private final Desk desk = new Desk("2026-11-21T09:15:02.123Z");
  private final OpenAnswers open = new OpenAnswers(desk.table);

  @Test
  void findsThoseWhoseTimeIsOverOnEveryShard() {
    Limits limits = Limits.NONE.over(4);
    Set<RequestId> old =
        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).stream()
            .map(_ -> desk.permit(limits).requestId())
            .collect(Collectors.toSet());
    Permit settled = desk.permit(limits);
    desk.settler.settle(settled, Used.NOTHING);
    desk.clock.advance(Duration.ofMinutes(18));
    assertThat(mine()).isEmpty();
    Permit young = desk.permit(limits);
    desk.clock.advance(Duration.ofSeconds(1));
    assertThat(mine().stream().map(Permit::requestId)).containsExactlyInAnyOrderElementsOf(old);
    assertThat(mine().stream().map(Permit::shard).distinct()).hasSizeGreaterThan(1);
    for (Permit permit : mine()) {
      assertThat(desk.settler.settle(permit, Used.NOTHING))
          .isEqualTo(new Settling.Settled(Optional.empty()));
    }
    assertThat(mine()).isEmpty();
    assertThat(desk.settler.settle(young, Used.NOTHING))
        .isEqualTo(new Settling.Settled(Optional.empty()));
  }

  @Test
  void passesOverWhatItCannotRead() {
    Map<String, AttributeValue> item = new HashMap<>(new CounterKey(desk.id, 0).attributes());
    item.put("running", LocalTables.number(3));
    item.put("onewer", text("2 something else"));
    item.put("o not an id", text("1 1000 60 1 2 3 rest_api whole n m"));
    item.put("oold", text("1 1000 60 1 2 3 rest_api whole n m"));
    desk.tables.putItem(request -> request.tableName(LocalTables.LIMITS).item(item));
    assertThat(mine().stream().map(Permit::requestId)).containsExactly(new RequestId("old"));
    desk.settler.settle(mine().getFirst(), Used.NOTHING);
  }

  private List<Permit> mine() {
    return open.overdue(desk.clock.instant())
        .filter(permit -> permit.customer().equals(desk.id))
        .toList();
  }
}
