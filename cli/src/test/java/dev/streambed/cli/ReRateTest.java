package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReRateTest {

  private static final String BOOK =
      """
      {"a.one": {"input_cost_per_token": 3e-6, "output_cost_per_token": 1.5e-5},
       "bedrock/us-east-1/a.two": {"input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6},
       "a.two": {"input_cost_per_token": 9e-6, "output_cost_per_token": 9e-6}}
      """;

  @TempDir private Path folder;

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);
  private int records;

  @BeforeEach
  void create() {
    testTerminal.ok("customers", "create", "--name", "Acme");
    testTerminal.ok("customers", "create", "--name", "Beta");
  }

  @Test
  void replacesCostAndVersionAndNothingElse() throws Exception {
    record("acme", "a.one", Map.of("price_version", text("unpriced"), "stop_reason", text("x")));
    Map<String, AttributeValue> expected = new HashMap<>(items().getFirst());
    Run run = reRate("--book", file());
    assertThat(run.out())
        .containsExactly(
            "CUSTOMER  RECORDS  CHANGED  UNPRICED  USD BEFORE  USD AFTER",
            "acme            1        1         0        0.00    0.00006");
    String version = run.err().getFirst().replace("streambed: priced by ", "");
    expected.put("cost_nano_usd", AttributeValue.fromN("60000"));
    expected.put("price_version", text(version));
    assertThat(items()).containsExactly(expected);
    assertThat(testTerminal.ok("prices", "show", version).out().getFirst()).contains("a.one");
  }

  @Test
  void pricesEachModelThatWasAskedForARequest() throws Exception {
    record("acme", "a.one", ofAttempts(attempt("a.two", 100, 0), attempt("a.one", 10, 2)));
    reRate("--book", file());
    assertThat(items().getFirst()).containsEntry("cost_nano_usd", number("160000"));
    assertThat(attemptCosts(items().getFirst())).containsExactly(number("100000"), number("60000"));
    assertThat(testTerminal.ok("usage", "--month", "2026-11", "--by", "model").out())
        .anyMatch(row -> row.matches("acme +a.two +0 +100 +0 .* 0.0001 .*"))
        .anyMatch(row -> row.matches("acme +a.one +1 +10 +2 .* 0.00006 .*"));
  }

  @Test
  void pricesTheOtherModelsOfARequestThatStaysUnpriced() throws Exception {
    Map<String, AttributeValue> fields =
        new HashMap<>(ofAttempts(attempt("a.unknown", 100, 0), attempt("a.one", 10, 2, 7)));
    fields.put("price_version", text("unpriced"));
    record("acme", "a.one", fields);
    assertThat(reRate("--book", file()).out().getLast())
        .matches("acme +1 +1 +1 +0.000000007 +0.00006");
    assertThat(items().getFirst())
        .doesNotContainKey("cost_nano_usd")
        .containsEntry("price_version", text("unpriced"));
    assertThat(attemptCosts(items().getFirst())).containsExactly(null, number("60000"));
    assertThat(reRate("--book", file()).out().getLast()).matches("acme +1 +0 +1 +0.00006 +0.00006");
    assertThat(testTerminal.ok("usage", "--month", "2026-11", "--json").out().getFirst())
        .contains("\"cost_nano_usd\":60000,");
  }

  @Test
  void takesTheRegionsPriceAndTakesAwayACostThatHasNone() throws Exception {
    record("acme", "a.two", Map.of());
    record("acme", "a.unknown", Map.of("cost_nano_usd", number("7"), "price_version", text("v0")));
    record("acme", "a.one", Map.of("usage_source", text("none"), "input_tokens", text("")));
    Run run = reRate("--book", file(), "--json");
    assertThat(run.json().write())
        .isEqualTo(
            "{\"customer_id\":\"acme\",\"records\":3,\"changed\":2,\"unpriced\":1,"
                + "\"cost_nano_usd_before\":7,\"cost_nano_usd\":12000,"
                + "\"cost_usd_before\":\"0.000000007\",\"cost_usd\":\"0.000012\"}");
    assertThat(items())
        .filteredOn(item -> text("a.unknown").equals(item.get("model_id")))
        .singleElement()
        .satisfies(item ->
            assertThat(item)
                .doesNotContainKey("cost_nano_usd")
                .containsEntry("price_version", text("unpriced")));
  }

  @Test
  void isDoneOnceHoweverOftenItIsRepeated() throws Exception {
    IntStream.range(0, 60).forEach(_ -> record("acme", "a.one", Map.of()));
    assertThat(reRate("--book", file()).out().getLast()).contains("60       60         0");
    List<Map<String, AttributeValue>> once = items();
    assertThat(reRate("--book", file()).out().getLast()).contains("60        0         0");
    assertThat(items()).isEqualTo(once);
  }

  @Test
  void takesItsOwnWriteForItsOwnWhenTheAnswerWasLost() throws Exception {
    record("acme", "a.one", Map.of());
    tables.loseNextAnswer();
    assertThat(reRate("--book", file()).out().getLast()).contains("1        1         0");
  }

  @Test
  void failsWhenItHadToLeaveRecords() throws Exception {
    record("acme", "a.one", Map.of());
    Map<String, AttributeValue> changed = new HashMap<>(items().getFirst());
    changed.put("price_version", text("elses"));
    tables.meanwhile(() -> tables.put(tables.names().usage(), changed));
    String[] command = {"usage", "re-rate", "--month", "2026-11", "--book", file()};
    Run run = testTerminal.run(command);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().getLast()).contains("1        0         0");
    assertThat(run.error()).contains("1 records were changed by somebody else", "repeat this");
    assertThat(items()).containsExactly(changed);
    assertThat(testTerminal.ok(command).out().getLast()).contains("1        1         0");
  }

  @Test
  void writesNothingWhenItIsOnlyAsked() throws Exception {
    record("acme", "a.one", Map.of());
    List<Map<String, AttributeValue>> before = items();
    Run run = reRate("--book", file(), "--dry-run");
    assertThat(run.out().getLast()).contains("0.00006");
    assertThat(run.error()).contains("nothing was written");
    assertThat(items()).isEqualTo(before);
    assertThat(tables.all(tables.names().prices().orElseThrow())).isEmpty();
  }

  @Test
  void pricesOneCustomerOrAllOfOneMonthOnly() throws Exception {
    record("acme", "a.one", Map.of());
    record("beta", "a.one", Map.of());
    testTerminal.ok("prices", "put", file(), "--version", "v1");
    Run one = reRate("--book", "v1", "--customer", "beta", "--json");
    assertThat(one.json().text("customer_id")).contains("beta");
    assertThat(reRate("--book", "v1", "--json").jsonLines().stream().mapToLong(this::changed))
        .containsExactly(1L, 0L);
    Run other = testTerminal.ok("usage", "re-rate", "--month", "2026-10", "--book", "v1", "--json");
    assertThat(other.out()).isEmpty();
  }

  @Test
  void saysThatThereIsNoSuchBookOrCustomer() throws Exception {
    Run book = testTerminal.run("usage", "re-rate", "--month", "2026-11", "--book", "v9");
    assertThat(book.exitCode()).isEqualTo(3);
    assertThat(book.error()).contains("there is no price book v9, and no file of this name");
    String[] nobody = {
      "usage", "re-rate", "--month", "2026-11", "--book", "bundled", "--customer", "nobody"
    };
    assertThat(testTerminal.run(nobody).exitCode()).isEqualTo(3);
    assertThat(testTerminal.run("usage", "re-rate", "--month", "2026-11").exitCode()).isEqualTo(2);
  }

  private long changed(JsonObject line) {
    return line.number("changed").orElseThrow();
  }

  private Run reRate(String... options) {
    List<String> command = new ArrayList<>(List.of("usage", "re-rate", "--month", "2026-11"));
    command.addAll(List.of(options));
    return testTerminal.ok(command.toArray(String[]::new));
  }

  private String file() throws IOException {
    return Files.writeString(folder.resolve("prices.json"), BOOK).toString();
  }

  private List<Map<String, AttributeValue>> items() {
    return tables.all(tables.names().usage());
  }

  /// A record of 10 tokens in and 2 out; an empty text removes a field.
  private void record(String customer, String model, Map<String, AttributeValue> fields) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("customerMonth", text(customer + "#2026-11"));
    item.put("instantRequestId", text("2026-11-21T10:00:00.%03dZ#r".formatted(records++)));
    item.put("model_id", text(model));
    item.put("usage_source", text("bedrock"));
    item.put("input_tokens", number("10"));
    item.put("output_tokens", number("2"));
    item.putAll(fields);
    if (text("").equals(item.get("input_tokens"))) {
      item.remove("input_tokens");
      item.remove("output_tokens");
    }
    tables.put(tables.names().usage(), item);
  }

  private static Map<String, AttributeValue> ofAttempts(AttributeValue... attempts) {
    return Map.of(
        "input_tokens", number("110"),
        "output_tokens", number("2"),
        "attempts", AttributeValue.fromL(List.of(attempts)));
  }

  private static AttributeValue attempt(String model, int input, int output) {
    return AttributeValue.fromM(
        Map.of(
            "model_id", text(model),
            "usage_source", text("bedrock"),
            "input_tokens", number(Integer.toString(input)),
            "output_tokens", number(Integer.toString(output))));
  }

  private static AttributeValue attempt(String model, int input, int output, int cost) {
    Map<String, AttributeValue> priced = new HashMap<>(attempt(model, input, output).m());
    priced.put("cost_nano_usd", number(Integer.toString(cost)));
    priced.put("price_version", text("v0"));
    return AttributeValue.fromM(priced);
  }

  private static List<AttributeValue> attemptCosts(Map<String, AttributeValue> item) {
    return item.getOrDefault("attempts", AttributeValue.fromL(List.of())).l().stream()
        .map(attempt -> attempt.m().get("cost_nano_usd"))
        .toList();
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(String value) {
    return AttributeValue.fromN(value);
  }
}
