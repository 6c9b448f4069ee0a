package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The counters of the table `limits`.
public final class Counters {

  private final DynamoDbClient dynamoDb;
  private final String table;

  /// @param table name of the table `limits`
  public Counters(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Counts one more request, if fewer than the limit were counted in this window.
  ///
  /// @param limit at least 1
  /// @throws SdkException when the table cannot be written
  boolean countOne(CustomerId customer, DayWindow window, long limit) {
    try {
      dynamoDb.updateItem(request ->
          request
              .tableName(table)
              .key(key(customer, window))
              .updateExpression("ADD requests :one SET expiresAt = :expiresAt")
              .conditionExpression("attribute_not_exists(requests) OR requests < :limit")
              .expressionAttributeValues(values(window, limit)));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  private static Map<String, AttributeValue> key(CustomerId customer, DayWindow window) {
    return Map.of(
        "customerId", AttributeValue.fromS(customer.value()),
        "window", AttributeValue.fromS(window.key()));
  }

  private static Map<String, AttributeValue> values(DayWindow window, long limit) {
    return Map.of(
        ":one", number(1), ":limit", number(limit), ":expiresAt", number(window.expiresAt()));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
