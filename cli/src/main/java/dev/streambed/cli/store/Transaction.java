package dev.streambed.cli.store;

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

/// Writes that happen all or not at all. Not thread-safe.
final class Transaction {

  private static final String UNMET = "ConditionalCheckFailed";

  private final DynamoDbClient dynamoDb;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  Transaction(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  /// Puts an item that must not be there yet.
  Transaction putNew(String table, String key, Map<String, AttributeValue> item) {
    return add(
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(#key)")
                    .expressionAttributeNames(Map.of("#key", key)))
            .build());
  }

  /// Puts an item, whatever was there.
  Transaction put(String table, Map<String, AttributeValue> item) {
    return add(TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build());
  }

  /// Demands that an item is there.
  Transaction demand(String table, String key, String value) {
    return demand(table, key, Map.of(key, AttributeValue.fromS(value)));
  }

  /// Demands that an item is there.
  ///
  /// @param attribute one that every item of the table has
  /// @param key all attributes of the table's key
  Transaction demand(String table, String attribute, Map<String, AttributeValue> key) {
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

  Transaction update(Update update) {
    return add(TransactWriteItem.builder().update(update).build());
  }

  /// Does it.
  ///
  /// @return nothing when it was done; else which write, counted from 0 in the order of the calls,
  ///   found something else than it expects, and nothing was done
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

  private Transaction add(TransactWriteItem write) {
    writes.add(write);
    return this;
  }
}
