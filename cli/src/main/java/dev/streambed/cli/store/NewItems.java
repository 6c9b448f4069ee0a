package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.Limit;
import dev.streambed.cli.vocabulary.NewCustomer;
import dev.streambed.cli.vocabulary.NewToken;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Makes items as `docs/architecture.md` says they are.
final class NewItems {

  private NewItems() {}

  static Map<String, AttributeValue> of(NewCustomer customer, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(Attributes.CUSTOMER_ID, text(customer.id().value()));
    item.put(Attributes.NAME, text(customer.name()));
    item.put(Attributes.STATUS, text(Customer.ACTIVE));
    item.put(Attributes.CREATED_AT, text(now.toString()));
    customer.email().ifPresent(email -> item.put(Attributes.EMAIL, text(email)));
    customer
        .limits()
        .ifPresent(limits -> item.put(Attributes.LIMITS, AttributeValue.fromM(numbers(limits))));
    // DynamoDB has no empty sets.
    if (!customer.models().isEmpty()) {
      item.put(Attributes.MODELS, AttributeValue.fromSs(customer.models().stream().toList()));
    }
    return item;
  }

  static Map<String, AttributeValue> of(NewToken token, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(Attributes.KEY_HASH, text(token.token().hash()));
    item.put(Attributes.CUSTOMER_ID, text(token.customer().value()));
    item.put(Attributes.PREFIX, text(token.token().prefix()));
    item.put(Attributes.STATUS, text(ApiKey.ACTIVE));
    item.put(Attributes.CREATED_AT, text(now.toString()));
    token.label().ifPresent(label -> item.put(Attributes.NAME, text(label)));
    token.expiresAt().ifPresent(end -> item.put(Attributes.EXPIRES_AT, seconds(end)));
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
