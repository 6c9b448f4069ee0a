package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.Map;
import java.util.Optional;

/// The key of an item with counters. Every shard except the first has a partition key of its own,
/// because all writes of a key go to one partition. So does a browser key with limits of its own;
/// its item is not swept, since it is needed no longer than the key.
///
/// @param browserKey the name of the browser key; empty for the customer's item
record CounterKey(CustomerId customer, String browserKey, int shard) {

  private static final String NOW = "NOW";
  private static final String TOKEN = "TOKEN";

  CounterKey(CustomerId customer, int shard) {
    this(customer, "", shard);
  }

  static CounterKey ofBrowserKey(CustomerId customer, String token) {
    return new CounterKey(customer, token, 0);
  }

  Map<String, AttributeValue> attributes() {
    String partition = customer.value() + (browserKey.isEmpty() ? "" : "#" + browserKey) + suffix();
    String window = (browserKey.isEmpty() ? NOW : TOKEN) + suffix();
    return Map.of(
        "customerId", AttributeValue.fromS(partition), "window", AttributeValue.fromS(window));
  }

  /// Whether an attribute is part of the key.
  static boolean isKey(String attribute) {
    return attribute.equals("customerId") || attribute.equals("window");
  }

  /// The key of an item; empty when the item does not count for a customer.
  static Optional<CounterKey> of(Map<String, AttributeValue> item) {
    String partition = text(item, "customerId");
    String window = text(item, "window");
    if (!window.matches(NOW + "(#[0-9]{1,4})?")) {
      return Optional.empty();
    }
    String suffix = window.substring(NOW.length());
    int shard = suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1));
    String customer = partition.substring(0, partition.length() - suffix.length());
    return Optional.of(new CounterKey(new CustomerId(customer), shard));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
  }

  private String suffix() {
    return shard == 0 ? "" : "#" + shard;
  }
}
