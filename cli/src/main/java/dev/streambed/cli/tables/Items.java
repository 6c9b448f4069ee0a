package dev.streambed.cli.tables;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequiredGuardrail;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads and writes the items of customers and API keys, as `docs/architecture.md` describes them.
/// Items may have been written by others: missing attributes are no errors.
final class Items {

  private Items() {}

  static Map<String, AttributeValue> of(Customer.New customer, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(AttributeNames.CUSTOMER_ID, text(customer.id().value()));
    item.put(AttributeNames.NAME, text(customer.name()));
    item.put(AttributeNames.STATUS, text(Customer.ACTIVE));
    item.put(AttributeNames.CREATED_AT, text(now.toString()));
    customer.email().ifPresent(email -> item.put(AttributeNames.EMAIL, text(email)));
    customer
        .limits()
        .ifPresent(
            limits -> item.put(AttributeNames.LIMITS, AttributeValue.fromM(numbers(limits))));
    // DynamoDB has no empty sets.
    if (!customer.models().isEmpty()) {
      item.put(AttributeNames.MODELS, AttributeValue.fromSs(customer.models().stream().toList()));
    }
    customer
        .guardrail()
        .ifPresent(guardrail -> item.put(AttributeNames.GUARDRAIL, text(guardrail.text())));
    return item;
  }

  static Map<String, AttributeValue> of(ApiKey.New key, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(AttributeNames.KEY_HASH, text(key.apiKey().hash()));
    item.put(AttributeNames.CUSTOMER_ID, text(key.customer().value()));
    item.put(AttributeNames.PREFIX, text(key.apiKey().prefix()));
    item.put(AttributeNames.STATUS, text(ApiKeyEntry.ACTIVE));
    item.put(AttributeNames.CREATED_AT, text(now.toString()));
    key.label().ifPresent(label -> item.put(AttributeNames.NAME, text(label)));
    key.expiresAt().ifPresent(end -> item.put(AttributeNames.EXPIRES_AT, seconds(end)));
    key.maxTokensReserved()
        .ifPresent(most ->
            item.put(Limits.MAX_TOKENS_RESERVED, AttributeValue.fromN(Long.toString(most))));
    return item;
  }

  static Map<String, AttributeValue> numbers(Map<Limit, BigDecimal> limits) {
    Map<String, AttributeValue> numbers = new HashMap<>();
    limits.forEach((limit, value) ->
        numbers.put(limit.attribute(), AttributeValue.fromN(value.toPlainString())));
    return numbers;
  }

  static List<AttributeValue> list(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? item.get(name).l() : List.of();
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
  }

  static Customer customer(Map<String, AttributeValue> item) {
    return new Customer(
        new CustomerId(text(item, AttributeNames.CUSTOMER_ID).orElse("")),
        text(item, AttributeNames.NAME).orElse(""),
        text(item, AttributeNames.EMAIL),
        text(item, AttributeNames.STATUS).orElse(""),
        map(item, AttributeNames.LIMITS).map(Items::limits),
        Optional.ofNullable(item.get(AttributeNames.MODELS)).map(Items::models),
        Optional.ofNullable(item.get(AttributeNames.GUARDRAIL)).map(Items::guardrail),
        text(item, AttributeNames.CREATED_AT).orElse(""),
        text(item, AttributeNames.UPDATED_AT));
  }

  static ApiKeyEntry apiKey(Map<String, AttributeValue> item) {
    return new ApiKeyEntry(
        text(item, AttributeNames.KEY_HASH).orElse(""),
        new CustomerId(text(item, AttributeNames.CUSTOMER_ID).orElse("")),
        text(item, AttributeNames.PREFIX).orElse(""),
        text(item, AttributeNames.STATUS).orElse(""),
        number(item, AttributeNames.EXPIRES_AT).map(Items::instant),
        text(item, AttributeNames.CREATED_AT).orElse(""),
        text(item, AttributeNames.REVOKED_AT),
        text(item, AttributeNames.LAST_USED_AT),
        text(item, AttributeNames.NAME),
        number(item, Limits.MAX_TOKENS_RESERVED).map(BigDecimal::longValue),
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

  // Known limits in the order of Limit.all(), then others.
  private static Map<String, String> limits(Map<String, AttributeValue> limits) {
    Map<String, String> readable = new LinkedHashMap<>();
    for (Limit limit : Limit.all()) {
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

  private static String guardrail(AttributeValue guardrail) {
    return Optional.ofNullable(guardrail.s())
        .flatMap(RequiredGuardrail::of)
        .map(RequiredGuardrail::text)
        .orElse(Customer.UNREADABLE);
  }

  private static List<String> models(AttributeValue models) {
    return models.ss().stream().sorted().toList();
  }

  // Times outside the range of Instant become its ends.
  private static Instant instant(BigDecimal epochSeconds) {
    try {
      return Instant.ofEpochSecond(epochSeconds.longValueExact());
    } catch (ArithmeticException | DateTimeException outOfRange) {
      return epochSeconds.signum() < 0 ? Instant.MIN : Instant.MAX;
    }
  }
}
