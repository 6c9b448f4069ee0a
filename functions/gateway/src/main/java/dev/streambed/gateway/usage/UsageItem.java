package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An item of the table `usage`.
///
/// @param fields the fields of the log line
record UsageItem(AdmittedRequest admittedRequest, Instant admittedAt, JsonObject fields) {

  static final String PARTITION = "customerMonth";
  static final String SORT = "instantRequestId";

  /// Always three decimals, so that text order equals time order.
  static final DateTimeFormatter MILLISECOND =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final int YEAR_AND_MONTH = 7;

  /// The item's key and attributes.
  ///
  /// @param number 1, or higher when other requests use the keys of the lower numbers
  Map<String, AttributeValue> attributes(int number) {
    String instant = MILLISECOND.format(admittedAt);
    String month = instant.substring(0, YEAR_AND_MONTH);
    String key = instant + "#" + admittedRequest.requestId().value();
    Map<String, AttributeValue> item = new HashMap<>();
    fields.members().forEach((name, value) -> item.put(name, attribute(value)));
    item.put(PARTITION, AttributeValue.fromS(admittedRequest.customer().value() + "#" + month));
    item.put(SORT, AttributeValue.fromS(number == 1 ? key : key + "#" + number));
    return item;
  }

  /// What the limits count, from an item.
  static SettledUsage settledUsage(Map<String, AttributeValue> item) {
    return UsageFields.settledUsage(name -> number(item, name));
  }

  private static OptionalLong number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.n() == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(value.n()));
  }

  /// Whether two items are of the same request. DynamoDB removes trailing zeros from numbers.
  static boolean isSame(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(entry -> isSame(entry.getValue(), other.get(entry.getKey())));
  }

  private static boolean isSame(AttributeValue one, @Nullable AttributeValue other) {
    if (other == null || one.n() == null || other.n() == null) {
      return one.equals(other);
    }
    return new BigDecimal(one.n()).compareTo(new BigDecimal(other.n())) == 0;
  }

  private static AttributeValue attribute(Json value) {
    return switch (value) {
      case JsonNumber(String number) -> AttributeValue.fromN(number);
      case JsonString(String text) -> AttributeValue.fromS(text);
      case JsonObject(Map<String, Json> members) -> map(members);
      case JsonArray(List<Json> elements) ->
          AttributeValue.fromL(elements.stream().map(UsageItem::attribute).toList());
      default -> AttributeValue.fromS(value.write());
    };
  }

  private static AttributeValue map(Map<String, Json> members) {
    Map<String, AttributeValue> map = new HashMap<>();
    members.forEach((name, value) -> map.put(name, attribute(value)));
    return AttributeValue.fromM(map);
  }
}
