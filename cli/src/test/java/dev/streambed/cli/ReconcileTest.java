package dev.streambed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.cli.fixture.LocalTables;
import dev.streambed.cli.fixture.TestTerminal;
import dev.streambed.cli.fixture.TestTerminal.Run;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Records against the invocation log: each planted fault is found, and nothing else is.
class ReconcileTest {

  private static final String GATEWAY = "arn:aws:sts::111122223333:assumed-role/gateway/s";
  private static final String BOOK =
      """
      {"a.one": {"input_cost_per_token": 1e-6, "output_cost_per_token": 1e-5}}
      """;

  @TempDir private Path folder;

  private final LocalTables tables = LocalTables.create();
  private final TestTerminal testTerminal = new TestTerminal(tables);
  private final List<String> log = new ArrayList<>();

  @BeforeEach
  void create() throws IOException {
    testTerminal.ok("customers", "create", "--name", "Acme");
    Path book = Files.writeString(folder.resolve("prices.json"), BOOK);
    testTerminal.ok("prices", "put", book.toString(), "--use");
    for (int each = 1; each <= 5; each++) {
      record("r" + each, each, "b" + each, 10, 2);
      call("r" + each, each, "b" + each, 10, 2);
    }
  }

  @Test
  void findsNothingWhereBothAreEqual() throws Exception {
    Run run = reconcile("--month", "2026-11");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.error()).contains("5 records compared, 0 differences");
  }

  @Test
  void findsTheCallOfADeletedRecord() throws Exception {
    call("gone", 9, "b9", 30, 1);
    JsonObject found = only();
    assertThat(found.text("finding")).contains("call_without_record");
    assertThat(found.text("customer_id")).contains("acme");
    assertThat(found.text("request_id")).contains("gone");
    assertThat(found.number("difference_nano_usd")).hasValue(40_000);
  }

  @Test
  void findsARecordThatStandsTwice() throws Exception {
    record("r3", 8, "b3", 10, 2);
    JsonObject found = only();
    assertThat(found.text("finding")).contains("record_twice");
    assertThat(found.text("request_id")).contains("r3");
    assertThat(found.number("difference_nano_usd")).hasValue(-7);
  }

  @Test
  void findsAChangedRecord() throws Exception {
    record("r6", 6, "b6", 10, 1);
    call("r6", 6, "b6", 10, 2);
    JsonObject found = only();
    assertThat(found.text("finding")).contains("tokens_differ");
    assertThat(found.objectOrEmpty("recorded").number("output_tokens")).hasValue(1);
    assertThat(found.objectOrEmpty("logged").number("output_tokens")).hasValue(2);
  }

  @Test
  void findsARecordThatNoCallStandsFor() throws Exception {
    record("r6", 6, "b6", 10, 1);
    assertThat(only().text("finding")).contains("record_without_call");
  }

  @Test
  void findsCallsPastTheGateway() throws Exception {
    log.add(entry("", "arn:aws:iam::111122223333:user/eve", 7, "b7", counts(100, 0)));
    JsonObject found = only();
    assertThat(found.text("finding")).contains("call_past_gateway");
    assertThat(found.text("principal")).contains("arn:aws:iam::111122223333:user/eve");
    assertThat(reconcile("--day", "2026-11-21").out())
        .containsExactly(
            "FINDING            OUTCOME OR PRINCIPAL                NUMBER  INPUT  INPUT AWS  OUTPUT  OUTPUT AWS  USD MORE",
            "call_past_gateway  arn:aws:iam::111122223333:user/eve       1      0        100       0           0    0.0001");
  }

  /// A request id is the caller's choice, and may come again.
  @Test
  void tellsRequestsOfOneIdApart() throws Exception {
    record("same", 10, "", 5, 5);
    record("same", 20, "", 6, 6);
    call("same", 10, "x1", 5, 5);
    call("same", 20, "x2", 6, 6);
    assertThat(reconcile("--month", "2026-11").exitCode()).isZero();
  }

  /// Attempts that failed, and several calls for one answer.
  @Test
  void addsUpTheCallsOfARequest() throws Exception {
    record("many", 10, "x3", 12, 0);
    log.add(entry("many", GATEWAY, 10, "x1", "\"errorCode\":\"ThrottlingException\","));
    call("many", 10, "x2", 5, 0);
    call("many", 11, "x3", 7, 0);
    call("many", 11, "x3", 7, 0);
    assertThat(reconcile("--month", "2026-11").exitCode()).isZero();
  }

  @Test
  void comparesTheDayThatItIsAskedFor() throws Exception {
    record("r6", 6, "b6", 10, 1);
    assertThat(reconcile("--day", "2026-11-20").exitCode()).isZero();
    assertThat(reconcile("--day", "2026-11-21").exitCode()).isEqualTo(3);
  }

  @Test
  void readsAnExportOfALogGroup() throws Exception {
    call("gone", 9, "b9", 30, 1);
    log.replaceAll(line -> "2026-11-21T10:00:00.000Z " + line);
    assertThat(only().text("finding")).contains("call_without_record");
  }

  @Test
  void wantsOnePeriodAndALog() {
    assertThat(testTerminal.run("reconcile", "--log", folder.toString()).exitCode()).isEqualTo(2);
    assertThat(
            testTerminal
                .run("reconcile", "--month", "2026-11", "--log", folder + "/none")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void replacesEstimatesAndKeepsWhatTheRecordHad() throws Exception {
    estimate("e1", "b6");
    call("e1", 6, "b6", 100, 20);
    Map<String, AttributeValue> before = item("e1");
    assertThat(reconcile("--day", "2026-11-21", "--apply").exitCode()).isEqualTo(2);
    assertThat(item("e1")).isEqualTo(before);
    testTerminal.wait(Duration.ofDays(1));
    assertThat(reconcile("--day", "2026-11-21", "--apply").error())
        .contains("1 estimates replaced by the log's counts");
    Map<String, AttributeValue> after = item("e1");
    assertThat(after)
        .containsEntry("input_tokens", AttributeValue.fromN("100"))
        .containsEntry("output_tokens", AttributeValue.fromN("20"))
        .containsEntry("token_count", AttributeValue.fromN("120"))
        .containsEntry("usage_source", AttributeValue.fromS("bedrock"))
        .containsEntry("cost_nano_usd", AttributeValue.fromN("300000"))
        .containsEntry("held_tokens", AttributeValue.fromN("500"))
        .doesNotContainKey("estimate_reason");
    assertThat(after.getOrDefault("amended", AttributeValue.fromM(Map.of())).m())
        .containsEntry("input_tokens", before.get("input_tokens"))
        .containsEntry("cost_nano_usd", before.get("cost_nano_usd"))
        .containsEntry("estimate_reason", AttributeValue.fromS("drain_over"))
        .containsKey("at");
    assertThat(reconcile("--day", "2026-11-21", "--apply").exitCode()).isZero();
    assertThat(item("e1")).isEqualTo(after);
  }

  /// A label can be forged by anybody who may call models; a record with counts needs no other.
  @Test
  void replacesNothingElse() throws Exception {
    estimate("e1", "");
    log.add(entry("e1", "arn:aws:iam::111122223333:user/eve", 6, "x1", counts(900, 900)));
    record("r7", 7, "b7", 10, 1);
    call("r7", 7, "b7", 10, 2);
    assertReplacesNothing("0 estimates replaced");
  }

  /// Which of the calls is whose cannot be told.
  @Test
  void replacesNothingOfRequestsWithOneIdAtOneTime() throws Exception {
    estimate("same", "");
    Map<String, AttributeValue> other = new HashMap<>(item("same"));
    other.put("instantRequestId", AttributeValue.fromS("2026-11-21T10:06:01.250Z#same"));
    tables.put(tables.names().usage(), other);
    call("same", 6, "x1", 100, 20);
    call("same", 6, "x2", 200, 40);
    assertReplacesNothing("0 estimates replaced");
  }

  @Test
  void replacesNothingWhereALineCannotBeRead() throws Exception {
    estimate("e1", "b6");
    call("e1", 6, "b6", 100, 20);
    log.add(log.getLast().substring(0, 50));
    assertReplacesNothing("not every line of the log can be read");
  }

  @Test
  void tellsThatALineCannotBeRead() throws Exception {
    log.add("{");
    Run run = reconcile("--month", "2026-11");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.error()).contains("5 records compared, 0 differences", "1 lines of the log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model_id", "cache_write_1h_tokens"})
  void replacesNothingThatItCannotPrice(String attribute) throws Exception {
    estimate("e1", "b6");
    Map<String, AttributeValue> item = new HashMap<>(item("e1"));
    item.put(
        attribute,
        attribute.equals("model_id") ? AttributeValue.fromS("a.gone") : AttributeValue.fromN("1"));
    tables.put(tables.names().usage(), item);
    call("e1", 6, "b6", 100, 20);
    assertReplacesNothing("0 estimates replaced");
  }

  @Test
  void followsALinkToTheLog() throws Exception {
    reconcile("--month", "2026-11");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("log"));
    Run run = testTerminal.run("reconcile", "--month", "2026-11", "--log", link.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  private void assertReplacesNothing(String note) throws IOException {
    List<Map<String, AttributeValue>> before = tables.all(tables.names().usage());
    testTerminal.wait(Duration.ofDays(1));
    Run run = reconcile("--day", "2026-11-21", "--apply");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.error()).contains(note);
    assertThat(tables.all(tables.names().usage())).containsExactlyInAnyOrderElementsOf(before);
  }

  private void estimate(String request, String bedrockId) {
    record(request, 6, bedrockId, 10, 1);
    Map<String, AttributeValue> item = new HashMap<>(item(request));
    item.put("usage_source", AttributeValue.fromS("estimate"));
    item.put("estimate_reason", AttributeValue.fromS("drain_over"));
    item.put("held_tokens", AttributeValue.fromN("500"));
    tables.put(tables.names().usage(), item);
  }

  private Map<String, AttributeValue> item(String request) {
    return tables.all(tables.names().usage()).stream()
        .filter(item -> AttributeValue.fromS(request).equals(item.get("request_id")))
        .findFirst()
        .orElseThrow();
  }

  private JsonObject only() throws IOException {
    Run run = reconcile("--month", "2026-11", "--json");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    return run.json();
  }

  private Run reconcile(String... options) throws IOException {
    Path file =
        folder.resolve(
            "log/AWSLogs/111122223333/BedrockModelInvocationLogs/us-east-1/2026/11/21/10/a.json.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("\n", log).getBytes(StandardCharsets.UTF_8));
    }
    Files.createDirectories(file.resolveSibling("data"));
    Files.writeString(file.resolveSibling("data").resolve("b1_input.json"), "{\"a\":1}");
    List<String> command = new ArrayList<>(List.of("reconcile"));
    command.addAll(List.of(options));
    command.addAll(List.of("--log", folder.resolve("log").toString()));
    return testTerminal.run(command.toArray(String[]::new));
  }

  private void call(String request, int minute, String id, int input, int output) {
    log.add(entry(request, GATEWAY, minute, id, counts(input, output)));
  }

  private static String counts(int input, int output) {
    return "\"input\":{\"inputTokenCount\":%d},\"output\":{\"outputTokenCount\":%d},"
        .formatted(input, output);
  }

  private static String entry(
      String request, String principal, int minute, String id, String members) {
    String label =
        request.isEmpty()
            ? ""
            : "\"requestMetadata\":{\"streambed_customer\":\"acme\",\"streambed_request\":\""
                + request
                + "\"},";
    return "{\"timestamp\":\"2026-11-21T10:%02d:00Z\",\"region\":\"us-east-1\",\"requestId\":\"%s\",\"modelId\":\"a.one\",%s%s\"identity\":{\"arn\":\"%s\"},\"schemaType\":\"ModelInvocationLog\",\"schemaVersion\":\"1.0\"}"
        .formatted(minute, id, members, label, principal);
  }

  private void record(String request, int minute, String bedrockId, int input, int output) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("customerMonth", AttributeValue.fromS("acme#2026-11"));
    item.put(
        "instantRequestId",
        AttributeValue.fromS("2026-11-21T10:%02d:00.250Z#%s".formatted(minute, request)));
    item.put("request_id", AttributeValue.fromS(request));
    item.put("model_id", AttributeValue.fromS("a.one"));
    item.put("outcome", AttributeValue.fromS("complete"));
    item.put("usage_source", AttributeValue.fromS("bedrock"));
    item.put("input_tokens", AttributeValue.fromN(Integer.toString(input)));
    item.put("output_tokens", AttributeValue.fromN(Integer.toString(output)));
    item.put("cost_nano_usd", AttributeValue.fromN("7"));
    if (!bedrockId.isEmpty()) {
      item.put("bedrock_request_id", AttributeValue.fromS(bedrockId));
    }
    tables.put(tables.names().usage(), item);
  }
}
