package dev.streambed.cli.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Builds and commits a transaction of writes. Not thread-safe.
final class WriteTransaction {

  private static final String UNMET = "ConditionalCheckFailed";

  private final DynamoDbClient dynamoDb;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  WriteTransaction(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  /// Puts an item that must not exist yet.
  WriteTransaction putNew(String table, String key, Map<String, AttributeValue> item) {
    return add(
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(#key)")
                    .expressionAttributeNames(Map.of("#key", key)))
            .build());
  }

  /// Puts an item, replacing any other.
  WriteTransaction put(String table, Map<String, AttributeValue> item) {
    return add(TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build());
  }

  /// Requires that an item exists.
  WriteTransaction requireExists(String table, String key, String value) {
    return requireExists(table, key, Map.of(key, AttributeValue.fromS(value)));
  }

  /// Requires that an item exists.
  ///
  /// @param attribute one that every item of the table has
  /// @param key all attributes of the primary key
  WriteTransaction requireExists(String table, String attribute, Map<String, AttributeValue> key) {
    return add(
        TransactWriteItem.builder()
            .conditionCheck(check ->
                check
                    .tableName(table)
                    .key(key)
                    .conditionExpression("attribute_exists(#key)")
                    .expressionAttributeNames(Map.of("#key", attribute)))
            .build());
  }

  WriteTransaction update(Update update) {
    return add(TransactWriteItem.builder().update(update).build());
  }

  /// Commits the transaction.
  ///
  /// @return empty if it was committed; else nothing was written, and this is the index of the
  ///   first write whose condition was not met, in the order of the calls
  OptionalInt commit() {
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(writes));
      return OptionalInt.empty();
    } catch (TransactionCanceledException cancelled) {
      OptionalInt unmet =
          IntStream.range(0, cancelled.cancellationReasons().size())
              .filter(at -> UNMET.equals(cancelled.cancellationReasons().get(at).code()))
              .findFirst();
      if (unmet.isEmpty()) {
        throw cancelled;
      }
      return unmet;
    }
  }

  private WriteTransaction add(TransactWriteItem write) {
    writes.add(write);
    return this;
  }
}
