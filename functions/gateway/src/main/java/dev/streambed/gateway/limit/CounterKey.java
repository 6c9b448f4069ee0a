package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which item counts. A shard but the first has a partition key of its own, because a key's writes
/// all go to one partition.
record CounterKey(CustomerId customer, int shard) {

  private static final String NOW = "NOW";

  Map<String, AttributeValue> attributes() {
    return Map.of(
        "customerId", AttributeValue.fromS(customer.value() + suffix()),
        "window", AttributeValue.fromS(NOW + suffix()));
  }

  /// The key of an item of the table; none when it counts nothing.
  static Optional<CounterKey> of(Map<String, AttributeValue> item) {
    String partition = text(item, "customerId");
    String window = text(item, "window");
    if (!window.matches(NOW + "(#[0-9]{1,2})?")) {
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
