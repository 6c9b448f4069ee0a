package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import dev.streambed.gateway.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UsageTest {

  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String HAIKU = "global.anthropic.claude-haiku-5-5";

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);
  private int records;

  @BeforeEach
  void create() {
    testTerminal.ok("customers", "create", "--name", "Acme");
  }

  @Test
  void sumsAMonthByDayAndModel() {
    record("acme", "2026-11-20", NOVA, Map.of("cost_nano_usd", "1500000001"));
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "20"));
    record("acme", "2026-11-21", HAIKU, Map.of("cost_nano_usd", "7", "cache_read_tokens", "3"));
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "30", "cache_write_tokens", "4"));
    record("acme", "2026-12-01", NOVA, Map.of("cost_nano_usd", "99"));
    record("other", "2026-11-21", NOVA, Map.of("cost_nano_usd", "99"));
    Run run = testTerminal.ok("usage", "--customer", "acme", "--month", "2026-11");
    assertThat(run.out())
        .containsExactly(
            "CUSTOMER  DAY         MODEL                              REQUESTS  INPUT  OUTPUT  CACHE READ  CACHE WRITE     COST USD  UNPRICED  ESTIMATED  NO NUMBERS",
            "acme      2026-11-20  amazon.nova-lite-v1:0                     1     10       2           0            0  1.500000001         0          0           0",
            "acme      2026-11-21  amazon.nova-lite-v1:0                     2     20       4           0            4   0.00000005         0          0           0",
            "acme      2026-11-21  global.anthropic.claude-haiku-5-5         1     10       2           3            0  0.000000007         0          0           0",
            "acme      total       total                                     4     40       8           3            4  1.500000058         0          0           0");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void sumsByKeyDialectAndTag() {
    record("acme", "2026-11-20", NOVA, Map.of("cost_nano_usd", "1", "key_id", "sb_aaaaaaaa"));
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "20", "tag:team", "search"));
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "300", "tag:Team", "search"));
    record("acme", "2026-11-22", NOVA, Map.of("cost_nano_usd", "4000", "dialect", "openai"));
    assertThat(groups("key", "key_id")).containsExactly(" 4320", "sb_aaaaaaaa 1");
    assertThat(groups("tag:team", "tag:team")).containsExactly(" 4001", "search 320");
    assertThat(groups("dialect", "dialect")).containsExactly(" 321", "openai 4000");
    Run table = testTerminal.ok("usage", "--customer", "acme", "--by", "tag:TEAM,key");
    assertThat(table.out().getFirst()).startsWith("CUSTOMER  TAG:TEAM  KEY          REQUESTS");
    assertThat(table.out()).hasSize(5);
    Run csv = testTerminal.ok("usage", "--by", "tag:team", "--format", "csv");
    assertThat(csv.out().getFirst()).startsWith("month,customer_id,customer_name,tag:team,");
    assertThat(csv.out().getLast()).startsWith("2026-11,acme,Acme,search,2,");
  }

  @Test
  void writesNoTagAsAFormula() {
    record("acme", "2026-11-20", NOVA, Map.of("cost_nano_usd", "1", "tag:team", "=cmd()"));
    Run csv = testTerminal.ok("usage", "--by", "tag:team", "--format", "csv");
    assertThat(csv.out().getLast()).startsWith("2026-11,acme,Acme,'=cmd(),1,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hour", "tag:", "key,key", "tag:a,TAG:A", "day,"})
  void groupsByNothingElse(String by) {
    Run run = testTerminal.run("usage", "--by", by);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().toString()).contains("--by is day, model, key, dialect or tag:NAME");
  }

  private List<String> groups(String by, String field) {
    Run run = testTerminal.ok("usage", "--customer", "acme", "--by", by, "--json");
    return run.json().array("groups").orElseThrow().elements().stream()
        .map(JsonObject.class::cast)
        .map(group ->
            group.text(field).orElseThrow() + " " + group.number("cost_nano_usd").orElseThrow())
        .toList();
  }

  @Test
  void countsWhatABillMustNotHide() {
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "20"));
    record("acme", "2026-11-21", NOVA, Map.of());
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "5", "usage_source", "estimate"));
    record(
        "acme",
        "2026-11-21",
        NOVA,
        Map.of("usage_source", "none", "input_tokens", "", "output_tokens", ""));
    Run run = testTerminal.ok("usage", "--customer", "acme", "--by", "model", "--json");
    JsonObject total = run.json().object("total").orElseThrow();
    assertThat(total.write())
        .isEqualTo(
            "{\"requests\":4,\"input_tokens\":30,\"output_tokens\":6,\"cache_read_tokens\":0,"
                + "\"cache_write_tokens\":0,\"cost_nano_usd\":25,\"cost_usd\":\"0.000000025\","
                + "\"unpriced\":1,\"estimated\":1,\"without_numbers\":1}");
    assertThat(run.err())
        .containsExactly(
            "{\"note\":\"1 requests have tokens without a price: their cost is not in the sums\"}",
            "{\"note\":\"1 requests have estimated tokens\"}");
    assertThat(testTerminal.ok("usage", "--customer", "acme", "--format", "json").out())
        .isEqualTo(testTerminal.ok("usage", "--customer", "acme", "--json").out());
  }

  @Test
  void countsARequestAsUnpricedWhenAModelThatWasLeftHasNoPrice() {
    fellBack(
        Map.of("usage_source", "estimate", "input_tokens", "20", "output_tokens", "4"),
        Map.of("usage_source", "estimate"),
        Map.of("cost_nano_usd", "30"));
    assertThat(rows())
        .containsExactly(
            "amazon.nova-lite-v1:0,1,10,2,0,0,0.00000003,1,1,0",
            "global.anthropic.claude-haiku-5-5,0,10,2,0,0,,0,0,0");
    assertThat(total())
        .contains("{\"requests\":1,\"input_tokens\":20,\"output_tokens\":4,")
        .contains("\"cost_nano_usd\":30,\"cost_usd\":\"0.00000003\",\"unpriced\":1,");
  }

  @Test
  void countsNoRequestAsUnpricedWhoseLastModelUsedNothing() {
    fellBack(
        Map.of("usage_source", "estimate", "cost_nano_usd", "30"),
        Map.of("usage_source", "estimate", "cost_nano_usd", "30"),
        Map.of("usage_source", "none", "input_tokens", "", "output_tokens", ""));
    assertThat(rows())
        .containsExactly(
            "amazon.nova-lite-v1:0,1,0,0,0,0,0.00,0,1,0",
            "global.anthropic.claude-haiku-5-5,0,10,2,0,0,0.00000003,0,0,0");
    assertThat(total())
        .contains("\"cost_nano_usd\":30,\"cost_usd\":\"0.00000003\",\"unpriced\":0,");
  }

  private List<String> rows() {
    Run csv = testTerminal.ok("usage", "--month", "2026-11", "--by", "model", "--format", "csv");
    return csv.out().stream().skip(1).map(row -> row.replace("2026-11,acme,Acme,", "")).toList();
  }

  private String total() {
    Run json = testTerminal.ok("usage", "--month", "2026-11", "--by", "model", "--json");
    return json.json().object("total").orElseThrow().write();
  }

  @Test
  void saysNoSumWhereNothingHasAPrice() {
    record("acme", "2026-11-20", NOVA, Map.of());
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "20"));
    record("acme", "2026-11-22", NOVA, Map.of("cost_nano_usd", "0"));
    record("acme", "2026-11-23", NOVA, Map.of("usage_source", "none"));
    Run table = testTerminal.ok("usage", "--customer", "acme", "--by", "day");
    assertThat(table.out().get(1)).contains("  unpriced  ");
    assertThat(table.out().get(5)).contains("  0.00000002  ");
    Run csv = testTerminal.ok("usage", "--customer", "acme", "--by", "day", "--format", "csv");
    assertThat(csv.out().get(1)).endsWith(",1,10,2,0,0,,1,0,0");
    assertThat(csv.out().get(3)).endsWith(",1,10,2,0,0,0.00,0,0,0");
    assertThat(csv.out().get(4)).endsWith(",1,10,2,0,0,0.00,0,0,1");
    Run json = testTerminal.ok("usage", "--customer", "acme", "--by", "day", "--json");
    assertThat(json.out().getFirst())
        .contains("\"cache_write_tokens\":0,\"unpriced\":1")
        .contains("\"cost_usd\":\"0.00000002\"");
  }

  @Test
  void readsAMonthOfManyPages() {
    String much = "x".repeat(200_000);
    IntStream.range(0, 17)
        .forEach(
            _ -> record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "1", "much", much)));
    Run run = testTerminal.ok("usage", "--customer", "acme", "--by", "day", "--json");
    assertThat(run.json().object("total").orElseThrow().number("requests")).hasValue(17);
    assertThat(run.json().object("total").orElseThrow().number("cost_nano_usd")).hasValue(17);
  }

  @Test
  void sumsBeyondWhatALongHolds() {
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "9223372036854775807"));
    record("acme", "2026-11-21", NOVA, Map.of("cost_nano_usd", "9223372036854775807"));
    Run run = testTerminal.ok("usage", "--customer", "acme", "--json");
    assertThat(run.out().getFirst())
        .contains("\"cost_nano_usd\":18446744073709551614,\"cost_usd\":\"18446744073.709551614\"");
  }

  @Test
  void billsEveryCustomerThatUsedAnything() {
    testTerminal.ok("customers", "create", "--name", "Idle");
    testTerminal.ok("customers", "create", "--name", "Zeta");
    record("zeta", "2026-11-02", NOVA, Map.of("cost_nano_usd", "2"));
    record("acme", "2026-11-03", NOVA, Map.of("cost_nano_usd", "1"));
    Run run = testTerminal.ok("usage", "--month", "2026-11", "--json");
    assertThat(run.jsonLines().stream().map(line -> line.text("customer_id").orElseThrow()))
        .containsExactly("acme", "zeta");
  }

  @Test
  void showsTheUsageOfACustomerThatWasTakenOutOfTheTable() {
    record("gone", "2026-11-03", NOVA, Map.of("cost_nano_usd", "1"));
    assertThat(testTerminal.ok("usage", "--customer", "gone").out()).hasSize(3);
    Run none = testTerminal.run("usage", "--customer", "gone", "--month", "2026-10");
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(testTerminal.ok("usage", "--customer", "acme", "--month", "2026-10").out())
        .hasSize(2);
  }

  @Test
  void writesCsvThatSurvivesNamesAndIsNoFormula() {
    name("quoted", "Acme, \"the\" Ltd");
    for (String begin : List.of("=", "+", "-", "@")) {
      name("f" + (int) begin.charAt(0), begin + "cmd|' /C calc'!A0");
    }
    Run run = testTerminal.ok("usage", "--month", "2026-11", "--format", "csv");
    List<CsvRecord> rows =
        CsvReader.builder().ofCsvRecord(String.join("\n", run.out())).stream().toList();
    assertThat(rows.getFirst().getFields())
        .containsExactly(
            "month",
            "customer_id",
            "customer_name",
            "day",
            "model_id",
            "requests",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "cost_usd",
            "unpriced",
            "estimated",
            "without_numbers");
    assertThat(rows).hasSize(6).allMatch(row -> row.getFieldCount() == 14);
    assertThat(rows.subList(1, 6).stream().map(row -> row.getField(2)))
        .containsExactlyInAnyOrder(
            "Acme, \"the\" Ltd",
            "'=cmd|' /C calc'!A0",
            "'+cmd|' /C calc'!A0",
            "'-cmd|' /C calc'!A0",
            "'@cmd|' /C calc'!A0");
    assertThat(rows.getLast().getFields()).contains("2026-11", "2026-11-05", NOVA, "0.000000001");
  }

  private void name(String id, String name) {
    testTerminal.ok("customers", "create", "--id", id, "--name=" + name);
    record(id, "2026-11-05", NOVA, Map.of("cost_nano_usd", "1"));
  }

  /// A record as the gateway writes it; an empty value removes a field.
  private void record(String customer, String day, String model, Map<String, String> fields) {
    Map<String, AttributeValue> item = used(model, fields);
    item.put("customerMonth", text(customer + "#" + day.substring(0, 7)));
    item.put("instantRequestId", text(day + "T10:00:00.%03dZ#r".formatted(records++)));
    tables.put(tables.names().usage(), item);
  }

  /// A record of a request that left Haiku for Nova.
  private void fellBack(
      Map<String, String> fields, Map<String, String> left, Map<String, String> answered) {
    Map<String, AttributeValue> item = used(NOVA, fields);
    item.put("customerMonth", text("acme#2026-11"));
    item.put("instantRequestId", text("2026-11-21T10:00:00.000Z#r"));
    item.put(
        "attempts",
        AttributeValue.fromL(
            List.of(
                AttributeValue.fromM(used(HAIKU, left)),
                AttributeValue.fromM(used(NOVA, answered)))));
    tables.put(tables.names().usage(), item);
  }

  private static Map<String, AttributeValue> used(String model, Map<String, String> fields) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("model_id", text(model));
    item.put("usage_source", text("bedrock"));
    item.put("input_tokens", AttributeValue.fromN("10"));
    item.put("output_tokens", AttributeValue.fromN("2"));
    fields.forEach((name, value) -> {
      if (name.startsWith("tag:")) {
        item.put("tags", AttributeValue.fromM(Map.of(name.substring(4), text(value))));
      } else if (value.isEmpty()) {
        item.remove(name);
      } else {
        boolean number = name.endsWith("_tokens") || name.endsWith("_usd");
        item.put(name, number ? AttributeValue.fromN(value) : text(value));
      }
    });
    return item;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
