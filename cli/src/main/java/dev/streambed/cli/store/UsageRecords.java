package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.UsageRecord;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Reads the table `usage`.
public record UsageRecords(Tables tables) {

  private static final int DAY_LENGTH = "yyyy-MM-dd".length();

  /// A customer's records of a month, in the order of their admission. They are read as they are
  /// asked for, however many there are.
  public Stream<UsageRecord> of(CustomerId customer, YearMonth month) {
    return items(customer, month).map(UsageRecords::record);
  }

  static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(Set.of(Attributes.CUSTOMER_MONTH, Attributes.INSTANT_REQUEST_ID));
    return key;
  }

  Stream<Map<String, AttributeValue>> items(CustomerId customer, YearMonth month) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tables.names().usage())
            .keyConditionExpression("#month = :month")
            .expressionAttributeNames(Map.of("#month", Attributes.CUSTOMER_MONTH))
            .expressionAttributeValues(
                Map.of(":month", NewItems.text(customer.value() + "#" + month)))
            .consistentRead(true)
            .build();
    return tables.dynamoDb().queryPaginator(request).items().stream();
  }

  private static UsageRecord record(Map<String, AttributeValue> item) {
    String instant = Items.text(item, Attributes.INSTANT_REQUEST_ID).orElse("");
    return new UsageRecord(
        instant.substring(0, Math.min(DAY_LENGTH, instant.length())),
        Items.text(item, "model_id").orElse(""),
        new UsageRecord.Tokens(
            count(item, "input_tokens"),
            count(item, "output_tokens"),
            count(item, "cache_read_tokens"),
            count(item, "cache_write_tokens")),
        whole(item, "cost_nano_usd"),
        Items.text(item, "usage_source").orElse(""));
  }

  private static BigInteger count(Map<String, AttributeValue> item, String name) {
    return whole(item, name).orElse(BigInteger.ZERO);
  }

  private static Optional<BigInteger> whole(Map<String, AttributeValue> item, String name) {
    return Items.number(item, name).map(number -> number.toBigInteger());
  }
}
