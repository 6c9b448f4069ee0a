package dev.streambed.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.tables.Tables;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The usage: lines of the log and records of the table. Thread-safe.
public final class UsageLedger {

  private static final Set<String> KEYS = Set.of("customerMonth", "instantRequestId");

  /// As in the sort key, where a whole second has its zeros too.
  private static final DateTimeFormatter MILLISECOND =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final Tables tables;
  private final FunctionLog log;
  private final Set<String> read = ConcurrentHashMap.newKeySet();

  UsageLedger(Tables tables, FunctionLog log) {
    this.tables = tables;
    this.log = log;
  }

  /// Waits for the entry of a request, and checks that there is one line and, where its values say
  /// that it is, one record with the same values.
  public JsonNode entry(String requestId) throws InterruptedException {
    Eventually.until("log line of " + requestId, () -> !log.of(requestId).isEmpty());
    assertThat(log.of(requestId)).hasSize(1);
    JsonNode line = asRecorded(log.of(requestId).getFirst());
    Eventually.until("record of " + requestId, () -> !recordsOf(line).isEmpty());
    List<Map<String, AttributeValue>> records = recordsOf(line);
    assertThat(records).hasSize(1);
    assertThat(fields(records.getFirst())).isEqualTo(fields(line));
    read.add(requestId);
    return line;
  }

  // With Lambda's log format JSON, `timestamp` is a text for Lambda.
  private static JsonNode asRecorded(JsonNode line) {
    if (!line.has("admitted_at")) {
      return line;
    }
    ObjectNode recorded = line.deepCopy();
    recorded.remove("level");
    recorded.set("timestamp", recorded.remove("admitted_at"));
    return recorded;
  }

  /// Checks that there is no usage of a request, only its refusal.
  public void assertNoEntry(String requestId) {
    assertThat(records(requestId)).isEmpty();
    assertThat(log.of(requestId))
        .allMatch(line -> line.path("event_type").asText().equals("request_refused"));
  }

  /// Checks that no request whose entry was read since the last check has a second record, of
  /// whatever customer, month or time. One look for many requests: it reads the whole table.
  void assertOneRecordEach() {
    Map<String, Long> counts =
        tables.items(table()).stream()
            .map(item -> item.getOrDefault("request_id", AttributeValue.fromS("")).s())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(read)
        .allSatisfy(requestId -> assertThat(counts).as("records").containsEntry(requestId, 1L));
    read.clear();
  }

  /// The one record and those of the same instant that have `#2`, `#3` … at the end of their key.
  private List<Map<String, AttributeValue>> recordsOf(JsonNode line) {
    Instant admittedAt =
        Instant.ofEpochMilli(line.path("timestamp").decimalValue().movePointRight(3).longValue());
    String instant = MILLISECOND.format(admittedAt);
    String month = instant.substring(0, "yyyy-MM".length());
    return tables.items(
        table(),
        line.path("customer_id").asText() + "#" + month,
        instant + "#" + line.path("request_id").asText());
  }

  private List<Map<String, AttributeValue>> records(String requestId) {
    return tables.items(table()).stream()
        .filter(item -> AttributeValue.fromS(requestId).equals(item.get("request_id")))
        .toList();
  }

  private String table() {
    return tables.withKey("customerMonth", "instantRequestId").orElseThrow();
  }

  private static Map<String, String> fields(Map<String, AttributeValue> item) {
    Map<String, String> fields = new TreeMap<>();
    item.forEach((name, value) -> {
      if (!KEYS.contains(name)) {
        fields.put(name, text(value));
      }
    });
    return fields;
  }

  private static Map<String, String> fields(JsonNode line) {
    Map<String, String> fields = new TreeMap<>();
    line.properties().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
    return fields;
  }

  private static String text(AttributeValue value) {
    if (value.hasL()) {
      return value.l().stream().map(UsageLedger::text).toList().toString();
    }
    if (value.hasM()) {
      return fields(value.m()).toString();
    }
    return value.n() == null ? value.s() : plain(value.n());
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(UsageLedger::text).toList().toString();
    }
    if (value.isObject()) {
      return fields(value).toString();
    }
    return value.isNumber() ? plain(value.asText()) : value.asText();
  }

  // DynamoDB drops trailing zeros of a fraction.
  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }
}
