package dev.streambed.cli.tables;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads items, whoever wrote them.
final class ItemReader {

  private ItemReader() {}

  static Customer customer(Map<String, AttributeValue> item) {
    return new Customer(
        new CustomerId(text(item, AttributeNames.CUSTOMER_ID).orElse("")),
        text(item, AttributeNames.NAME).orElse(""),
        text(item, AttributeNames.EMAIL),
        text(item, AttributeNames.STATUS).orElse(""),
        map(item, AttributeNames.LIMITS).map(ItemReader::limits),
        Optional.ofNullable(item.get(AttributeNames.MODELS)).map(ItemReader::models),
        text(item, AttributeNames.CREATED_AT).orElse(""),
        text(item, AttributeNames.UPDATED_AT));
  }

  static ApiKeyEntry apiKey(Map<String, AttributeValue> item) {
    return new ApiKeyEntry(
        text(item, AttributeNames.KEY_HASH).orElse(""),
        new CustomerId(text(item, AttributeNames.CUSTOMER_ID).orElse("")),
        text(item, AttributeNames.PREFIX).orElse(""),
        text(item, AttributeNames.STATUS).orElse(""),
        number(item, AttributeNames.EXPIRES_AT).map(ItemReader::instant),
        text(item, AttributeNames.CREATED_AT).orElse(""),
        text(item, AttributeNames.REVOKED_AT),
        text(item, AttributeNames.NAME),
        item.containsKey(AttributeNames.PARENT_HASH));
  }

  static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  static Optional<BigDecimal> number(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(BigDecimal::new);
  }

  static Optional<Map<String, AttributeValue>> map(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).filter(AttributeValue::hasM).map(AttributeValue::m);
  }

  // Ours in their own order, then what else is there.
  private static Map<String, String> limits(Map<String, AttributeValue> limits) {
    Map<String, String> readable = new LinkedHashMap<>();
    for (Limit limit : Limit.values()) {
      if (limits.containsKey(limit.attribute())) {
        readable.put(limit.attribute(), limit(limits.get(limit.attribute())));
      }
    }
    new TreeMap<>(limits).forEach((name, value) -> readable.putIfAbsent(name, limit(value)));
    return readable;
  }

  private static String limit(AttributeValue value) {
    return value.n() == null ? Customer.UNREADABLE : new BigDecimal(value.n()).toPlainString();
  }

  private static List<String> models(AttributeValue models) {
    return models.ss().stream().sorted().toList();
  }

  // Further away than time itself goes is never, or ever since.
  private static Instant instant(BigDecimal epochSeconds) {
    try {
      return Instant.ofEpochSecond(epochSeconds.longValueExact());
    } catch (ArithmeticException | DateTimeException outOfRange) {
      return epochSeconds.signum() < 0 ? Instant.MIN : Instant.MAX;
    }
  }
}
