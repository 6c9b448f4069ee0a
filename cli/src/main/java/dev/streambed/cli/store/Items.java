package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Limit;
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
final class Items {

  private Items() {}

  static Customer customer(Map<String, AttributeValue> item) {
    return new Customer(
        new CustomerId(text(item, Attributes.CUSTOMER_ID).orElse("")),
        text(item, Attributes.NAME).orElse(""),
        text(item, Attributes.EMAIL),
        text(item, Attributes.STATUS).orElse(""),
        map(item, Attributes.LIMITS).map(Items::limits),
        Optional.ofNullable(item.get(Attributes.MODELS)).map(Items::models),
        text(item, Attributes.CREATED_AT).orElse(""),
        text(item, Attributes.UPDATED_AT));
  }

  static ApiKey apiKey(Map<String, AttributeValue> item) {
    return new ApiKey(
        text(item, Attributes.KEY_HASH).orElse(""),
        new CustomerId(text(item, Attributes.CUSTOMER_ID).orElse("")),
        text(item, Attributes.PREFIX).orElse(""),
        text(item, Attributes.STATUS).orElse(""),
        number(item, Attributes.EXPIRES_AT).map(Items::instant),
        text(item, Attributes.CREATED_AT).orElse(""),
        text(item, Attributes.REVOKED_AT),
        text(item, Attributes.NAME),
        item.containsKey(Attributes.PARENT_HASH));
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
