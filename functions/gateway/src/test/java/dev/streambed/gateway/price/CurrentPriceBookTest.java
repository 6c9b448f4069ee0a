package dev.streambed.gateway.price;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CurrentPriceBookTest {

  private static final LocalTables LOCAL = LocalTables.shared();

  private final CountingDynamoDb tables = new CountingDynamoDb(LOCAL.dynamoDb());
  private final TestClock clock = TestClock.at("2026-11-21T09:00:00Z");
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CurrentPriceBook books =
      new CurrentPriceBook(new PriceBookTable(tables, LocalTables.PRICES), clock, lines::add);

  @BeforeEach
  void useNothing() {
    LOCAL
        .client()
        .deleteItem(request ->
            request
                .tableName(LocalTables.PRICES)
                .key(Map.of("book", text("current"), "version", text("current"))));
  }

  @Test
  void usesTheBundledBookWhileTheTableNamesNone() {
    assertThat(books.current().version()).startsWith("bundled-");
    assertThat(freshVersion()).startsWith("bundled-");
    assertThat(books.current()).isSameAs(books.current());
    assertThat(lines).isEmpty();
  }

  @Test
  void readsABookInParts() {
    put("2026-11", "{\"p.m\": {\"input_cost", "_per_token\":", " 1e-06}}");
    use("2026-11");
    assertThat(freshVersion()).isEqualTo("2026-11");
    assertThat(books.current().find("p.m", "us-east-1")).isPresent();
  }

  @Test
  void readsABookOfMoreThanOnePage() {
    String filler = ", \"x\": \"" + "y".repeat(340_000) + "\"";
    put(
        "large",
        "{\"p.m\": {\"input_cost_per_token\": 1e-06" + filler,
        filler,
        filler,
        filler + "}}");
    use("large");
    assertThat(freshVersion()).isEqualTo("large");
  }

  @Test
  void readsTheTableAtMostEveryTenMinutesAndAnUnchangedBookNotAgain() {
    put("one", "{\"p.m\": {\"input_cost_per_token\": 1e-06}}");
    use("one");
    assertThat(freshVersion()).isEqualTo("one");
    int requests = tables.requests();
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(freshVersion()).isEqualTo("one");
    assertThat(tables.requests()).isEqualTo(requests);
    clock.advance(Duration.ofMillis(1));
    assertThat(freshVersion()).isEqualTo("one");
    assertThat(tables.requests()).isEqualTo(requests + 1);
  }

  @Test
  void changesToAnotherBookAndBack() {
    put("one", "{\"p.m\": {\"input_cost_per_token\": 1e-06}}");
    put("two", "{\"p.m\": {\"input_cost_per_token\": 2e-06}}");
    use("one");
    assertThat(freshVersion()).isEqualTo("one");
    use("two");
    clock.advance(Duration.ofMinutes(10));
    assertThat(freshVersion()).isEqualTo("two");
    useNothing();
    clock.advance(Duration.ofMinutes(10));
    assertThat(freshVersion()).startsWith("bundled-");
  }

  @Test
  void keepsItsBookWhenTheTableFailsAndTriesAgainAMinuteLater() {
    put("one", "{\"p.m\": {\"input_cost_per_token\": 1e-06}}");
    use("one");
    assertThat(freshVersion()).isEqualTo("one");
    tables.failWith("AccessDeniedException");
    clock.advance(Duration.ofMinutes(10));
    assertThat(freshVersion()).isEqualTo("one");
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"price_book_unreadable\",\"error_cause\":\"AccessDeniedException\"}");
    int requests = tables.requests();
    clock.advance(Duration.ofSeconds(59));
    assertThat(freshVersion()).isEqualTo("one");
    assertThat(tables.requests()).isEqualTo(requests);
    tables.recover();
    clock.advance(Duration.ofSeconds(1));
    assertThat(freshVersion()).isEqualTo("one");
    assertThat(tables.requests()).isEqualTo(requests + 1);
  }

  @Test
  void saysWhenTheBookInUseIsMissingOrNoBook() {
    use("nowhere");
    assertThat(freshVersion()).startsWith("bundled-");
    put("broken", "{\"p.m\": ");
    use("broken");
    clock.advance(Duration.ofMinutes(1));
    assertThat(freshVersion()).startsWith("bundled-");
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).contains("MissingBook");
    assertThat(lines.getLast()).contains("InvalidBook");
  }

  private String freshVersion() {
    books.refresh();
    return books.current().version();
  }

  private static void use(String version) {
    LOCAL.put(
        LocalTables.PRICES,
        Map.of(
            "book", text("current"),
            "version", text("current"),
            "uses", text(version)));
  }

  private static void put(String version, String... parts) {
    for (int part = 0; part < parts.length; part++) {
      LOCAL.put(
          LocalTables.PRICES,
          Map.of(
              "book", text(version),
              "version", text(String.format("%04d", part)),
              "json", text(parts[part])));
    }
  }
}
