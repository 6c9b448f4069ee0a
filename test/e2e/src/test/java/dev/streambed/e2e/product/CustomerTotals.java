package dev.streambed.e2e.product;

import dev.streambed.local.tables.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One customer's records and counters.
///
/// @param customer the customer's id
public record CustomerTotals(Tables tables, String customer) {

  private static final String OPEN = "o";
  private static final int LEASE = 2;

  /// The totals of one customer.
  public static CustomerTotals of(Product product, String customer) {
    return new CustomerTotals(product.stack().tables(), customer);
  }

  /// The records written so far.
  public List<Map<String, AttributeValue>> records() {
    String table = tables.withKey("customerMonth", "instantRequestId").orElseThrow();
    return tables.items(table).stream()
        .filter(item -> AttributeValue.fromS(customer).equals(item.get("customer_id")))
        .toList();
  }

  /// The sum of a field over all records; a record without it counts 0.
  public long sum(String field) {
    return records().stream()
        .map(item -> item.getOrDefault(field, AttributeValue.fromN("0")))
        .mapToLong(value -> Long.parseLong(value.n()))
        .sum();
  }

  /// The sum that the limits count: the held amount if a record has one, else the used amount.
  public long sumHeld(String held, String used) {
    AttributeValue none = AttributeValue.fromN("0");
    return records().stream()
        .map(item -> item.getOrDefault(held, item.getOrDefault(used, none)))
        .mapToLong(value -> Long.parseLong(value.n()))
        .sum();
  }

  /// The sum of the counters whose names match.
  public long sumCounters(String names) {
    return shards().stream()
        .flatMap(shard -> shard.entrySet().stream())
        .filter(counter -> counter.getKey().matches(names))
        .mapToLong(counter -> Long.parseLong(counter.getValue().n()))
        .sum();
  }

  /// The number of unsettled answers.
  public long open() {
    return shards().stream()
        .flatMap(shard -> shard.keySet().stream())
        .filter(CustomerTotals::isReservation)
        .count();
  }

  /// Expires every unsettled answer, so that a sweep settles it. No answer may be running.
  public void expireOpenRequests() {
    for (Map<String, AttributeValue> shard : shards()) {
      Map<String, AttributeValue> item = new HashMap<>(shard);
      item.replaceAll((name, value) -> isReservation(name) ? over(value) : value);
      tables.put(limits(), item);
    }
  }

  // The time of admission stays, because it is part of the keys of the record and the counters.
  private static AttributeValue over(AttributeValue reservation) {
    String[] fields = reservation.s().split(" ", -1);
    fields[LEASE] = "-600";
    return AttributeValue.fromS(String.join(" ", fields));
  }

  // A busy customer's counters are on several items.
  private List<Map<String, AttributeValue>> shards() {
    return tables.items(limits()).stream().filter(this::isShard).toList();
  }

  private boolean isShard(Map<String, AttributeValue> item) {
    String key = item.getOrDefault("customerId", AttributeValue.fromS("")).s();
    String window = item.getOrDefault("window", AttributeValue.fromS("")).s();
    return window.startsWith("NOW") && (key.equals(customer) || key.startsWith(customer + "#"));
  }

  private String limits() {
    return tables.withKey("customerId", "window").orElseThrow();
  }

  private static boolean isReservation(String attribute) {
    return attribute.startsWith(OPEN);
  }
}
