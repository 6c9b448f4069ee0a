package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Everything that was recorded for the customer of a [TestGateway]: lines, records and counters.
///
/// @param entries by request, the fields of its record, which are also those of its line
/// @param counters the counters of all the customer's shards together
record RecordedState(Map<String, Map<String, String>> entries, Map<String, String> counters) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KEYS = List.of("customerMonth", "instantRequestId");

  /// Reads the state, and checks that every request has exactly one line and one record with the
  /// same values.
  static RecordedState of(TestGateway testGateway) {
    Map<String, Map<String, String>> records = new TreeMap<>();
    for (Map<String, AttributeValue> item : testGateway.records()) {
      put(records, fields(item));
    }
    Map<String, Map<String, String>> lines = new TreeMap<>();
    for (String line : testGateway.lines()) {
      put(lines, fields(line));
    }
    assertThat(lines).isEqualTo(records);
    Map<String, String> counters = new HashMap<>();
    for (Map<String, AttributeValue> item : testGateway.counters()) {
      fields(item).forEach((name, value) -> counters.merge(name, value, RecordedState::plus));
    }
    assertThat(counters).isNotEmpty();
    return new RecordedState(records, counters);
  }

  // Many requests in short time may have split the customer's item.
  private static String plus(String value, String ofAnotherShard) {
    return value.matches("-?[0-9]+")
        ? Long.toString(Long.parseLong(value) + Long.parseLong(ofAnotherShard))
        : value;
  }

  /// The sum of a field over all entries.
  long sum(String field) {
    return entries.values().stream()
        .mapToLong(entry -> Long.parseLong(entry.getOrDefault(field, "0")))
        .sum();
  }

  /// The sum of what the limits count: the held amount if an entry has one, else the used amount.
  private long held(String held, String used) {
    return entries.values().stream()
        .mapToLong(entry -> Long.parseLong(entry.getOrDefault(held, entry.getOrDefault(used, "0"))))
        .sum();
  }

  /// How many entries have this value.
  long count(String field, String value) {
    return entries.values().stream().filter(entry -> value.equals(entry.get(field))).count();
  }

  /// The sum of the counters whose names match.
  long counted(String names) {
    return counters.entrySet().stream()
        .filter(counter -> counter.getKey().matches(names))
        .mapToLong(counter -> Long.parseLong(counter.getValue()))
        .sum();
  }

  /// Sees to it that nothing is reserved any more, and that the counters are the sum of the
  /// entries.
  void isSettled() {
    assertThat(counters.keySet()).noneMatch(name -> name.startsWith("o"));
    assertThat(counted("running")).isZero();
    assertThat(counted("d[0-9]+r")).isEqualTo(entries.size());
    assertThat(counted("M[0-9]+r")).isEqualTo(entries.size());
    assertThat(counted("M[0-9]+t")).isEqualTo(held("held_tokens", "token_count"));
    assertThat(counted("M[0-9]+c")).isEqualTo(held("held_nano_usd", "cost_nano_usd"));
  }

  /// Checks that the limits keep the reserved amount of every entry, which exceeds the used one.
  void isHeld() {
    isSettled();
    assertThat(entries.values()).allSatisfy(entry -> assertThat(entry).containsKey("held_tokens"));
    assertThat(sum("held_tokens")).isGreaterThan(sum("token_count"));
  }

  private static void put(Map<String, Map<String, String>> all, Map<String, String> fields) {
    Map<String, String> before = all.put(fields.getOrDefault("request_id", ""), fields);
    assertThat(before).as("a second time: %s", fields).isNull();
  }

  private static Map<String, String> fields(Map<String, AttributeValue> item) {
    Map<String, String> fields = new HashMap<>();
    item.forEach((name, value) -> fields.put(name, text(value)));
    fields.keySet().removeAll(KEYS);
    return fields;
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : parse(line).properties()) {
      fields.put(field.getKey(), text(field.getValue()));
    }
    return fields;
  }

  private static String text(AttributeValue value) {
    if (value.hasL()) {
      return value.l().stream().map(RecordedState::text).toList().toString();
    }
    if (value.hasM()) {
      Map<String, String> members = new TreeMap<>();
      value.m().forEach((name, member) -> members.put(name, text(member)));
      return members.toString();
    }
    return value.n() == null ? value.s() : plain(value.n());
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(RecordedState::text).toList().toString();
    }
    if (value.isObject()) {
      Map<String, String> members = new TreeMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), text(member.getValue())));
      return members.toString();
    }
    return value.isNumber() ? plain(value.asText()) : value.asText();
  }

  // DynamoDB removes trailing zeros of fractions.
  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
