package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ListingTest {

  private static final int CUSTOMERS = 12;

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);

  /// Puts customers that fill five pages of DynamoDB, which end at a megabyte.
  private void fill() {
    String much = "x".repeat(380_000);
    IntStream.range(0, CUSTOMERS)
        .forEach(number ->
            tables.put(
                tables.names().customers(),
                Map.of(
                    "customerId", AttributeValue.fromS("c%02d".formatted(number)),
                    "status", AttributeValue.fromS("active"),
                    "much", AttributeValue.fromS(much))));
  }

  @Test
  void fillsAPageFromSeveralOfDynamoDbs() {
    fill();
    assertThat(testTerminal.ok("customers", "list", "--limit", "7", "--json").out()).hasSize(7);
    assertThat(ids(testTerminal.ok("customers", "list", "--all", "--json")))
        .isEqualTo(IntStream.range(0, CUSTOMERS).mapToObj("c%02d"::formatted).toList());
    assertThat(testTerminal.ok("customers", "list").out()).hasSize(1 + CUSTOMERS);
  }

  @Test
  void goesThroughAllPagesOnce() {
    fill();
    List<String> seen = new ArrayList<>();
    Run run = testTerminal.ok("customers", "list", "--limit", "5", "--json");
    seen.addAll(ids(run));
    while (!run.err().isEmpty()) {
      String next = json(run.err().getFirst()).text("next").orElseThrow();
      run = testTerminal.ok("customers", "list", "--limit", "5", "--json", "--next", next);
      assertThat(run.out().size()).isLessThanOrEqualTo(5);
      seen.addAll(ids(run));
    }
    assertThat(seen).hasSize(CUSTOMERS).doesNotHaveDuplicates();
  }

  @Test
  void saysHowToGoOn() {
    for (String name : List.of("a", "b", "c")) {
      testTerminal.ok("customers", "create", "--name", name);
    }
    Run run = testTerminal.ok("customers", "list", "--limit", "2");
    assertThat(run.out()).hasSize(3);
    assertThat(run.error()).matches("streambed: there are more: repeat this with --next [\\w-]+");
  }

  @Test
  void listsEverybodysKeysAPageAtATime() {
    for (String name : List.of("a", "b", "c")) {
      testTerminal.ok("customers", "create", "--name", name, "--issue-key");
    }
    Run first = testTerminal.ok("keys", "list", "--limit", "2", "--json");
    String next = json(first.err().getFirst()).text("next").orElseThrow();
    Run second = testTerminal.ok("keys", "list", "--limit", "2", "--next", next, "--json");
    List<String> seen = new ArrayList<>(ids(first));
    seen.addAll(ids(second));
    assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(ids(testTerminal.ok("keys", "list", "--all", "--json")))
        .containsExactly("a", "b", "c");
  }

  @Test
  void findsMoreKeysOfACustomerThanOneBatchHolds() {
    testTerminal.ok("customers", "create", "--name", "Acme");
    IntStream.range(0, 130)
        .forEach(number ->
            tables.put(
                tables.names().apiKeys(),
                Map.of(
                    "keyHash", AttributeValue.fromS("%064d".formatted(number)),
                    "customerId", AttributeValue.fromS("acme"),
                    "prefix", AttributeValue.fromS("sb_%08d".formatted(number)),
                    "createdAt", AttributeValue.fromS("2026-11-21T09:15:02.123Z"),
                    "status", AttributeValue.fromS("active"))));
    List<JsonObject> keys =
        testTerminal.ok("keys", "list", "--customer", "acme", "--json").jsonLines();
    assertThat(keys).hasSize(130);
    assertThat(keys.getLast().text("prefix")).contains("sb_00000129");
  }

  private static List<String> ids(Run run) {
    return run.jsonLines().stream().map(line -> line.text("customerId").orElseThrow()).toList();
  }

  private static JsonObject json(String line) {
    return (JsonObject) Json.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
