package dev.streambed.cli.tables;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.Limit;
import dev.streambed.cli.domain.NewApiKey;
import dev.streambed.cli.domain.NewCustomer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Makes items as `docs/architecture.md` says they are.
final class ItemWriter {

  private ItemWriter() {}

  static Map<String, AttributeValue> of(NewCustomer customer, Instant now) {
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
    return item;
  }

  static Map<String, AttributeValue> of(NewApiKey token, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(AttributeNames.KEY_HASH, text(token.apiKey().hash()));
    item.put(AttributeNames.CUSTOMER_ID, text(token.customer().value()));
    item.put(AttributeNames.PREFIX, text(token.apiKey().prefix()));
    item.put(AttributeNames.STATUS, text(ApiKeyEntry.ACTIVE));
    item.put(AttributeNames.CREATED_AT, text(now.toString()));
    token.label().ifPresent(label -> item.put(AttributeNames.NAME, text(label)));
    token.expiresAt().ifPresent(end -> item.put(AttributeNames.EXPIRES_AT, seconds(end)));
    return item;
  }

  static Map<String, AttributeValue> numbers(Map<Limit, BigDecimal> limits) {
    Map<String, AttributeValue> numbers = new HashMap<>();
    limits.forEach((limit, value) ->
        numbers.put(limit.attribute(), AttributeValue.fromN(value.toPlainString())));
    return numbers;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
  }
}
