package dev.streambed.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.tables.Tables;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The usage: lines of the log and records of the table.
public final class UsageLedger {

  private static final Set<String> KEYS = Set.of("customerMonth", "instantRequestId");

  private final Tables tables;
  private final FunctionLog log;

  UsageLedger(Tables tables, FunctionLog log) {
    this.tables = tables;
    this.log = log;
  }

  /// Waits for the entry of a request, and checks that there is one line and one record of it with
  /// the same values.
  public JsonNode entry(String requestId) throws InterruptedException {
    Eventually.until("record of " + requestId, () -> !records(requestId).isEmpty());
    Eventually.until("log line of " + requestId, () -> !log.of(requestId).isEmpty());
    List<Map<String, AttributeValue>> records = records(requestId);
    assertThat(records).hasSize(1);
    assertThat(log.of(requestId)).hasSize(1);
    JsonNode line = log.of(requestId).getFirst();
    assertThat(fields(records.getFirst())).isEqualTo(fields(line));
    return line;
  }

  /// Checks that there is no usage of a request, only its refusal.
  public void assertNoEntry(String requestId) {
    assertThat(records(requestId)).isEmpty();
    assertThat(log.of(requestId))
        .allMatch(line -> line.path("event_type").asText().equals("request_refused"));
  }

  private List<Map<String, AttributeValue>> records(String requestId) {
    String table = tables.withKey("customerMonth", "instantRequestId").orElseThrow();
    return tables.items(table).stream()
        .filter(item -> AttributeValue.fromS(requestId).equals(item.get("request_id")))
        .toList();
  }

  private static ObjectNode fields(Map<String, AttributeValue> item) {
    ObjectNode fields = Json.object();
    item.forEach((name, value) -> {
      if (!KEYS.contains(name)) {
        fields.put(name, value.n() == null ? value.s() : plain(value.n()));
      }
    });
    return fields;
  }

  private static ObjectNode fields(JsonNode line) {
    ObjectNode fields = Json.object();
    line.properties()
        .forEach(field ->
            fields.put(
                field.getKey(),
                field.getValue().isNumber()
                    ? plain(field.getValue().asText())
                    : field.getValue().asText()));
    return fields;
  }

  // DynamoDB drops trailing zeros of a fraction.
  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }
}
