package dev.streambed.gateway.dynamodb;

import java.util.List;
import java.util.Map;

/// The operations of DynamoDB that the gateway uses, with its names. Every one of them throws an
/// `AwsException` when DynamoDB refuses a request ([DynamoDbException]) or does not answer, and
/// [ConditionalCheckFailedException] when the condition of a write does not hold. Thread-safe.
///
/// A write may be made more than once, when the response to the first was lost.
public interface DynamoDb {

  /// Reads an item.
  ///
  /// @return empty when it does not exist
  Map<String, AttributeValue> getItem(TableRequest request);

  /// Writes an item, replacing any other with its key.
  void putItem(TableRequest request);

  /// Updates an item, or creates it.
  ///
  /// @return the item afterwards, if the request asks for it; otherwise empty
  Map<String, AttributeValue> updateItem(TableRequest request);

  /// Updates several items, or none: all conditions must hold.
  ///
  /// @param updates each of another item
  void transactWriteItems(List<TableRequest> updates);

  /// Deletes an item, if it exists.
  void deleteItem(TableRequest request);

  /// Reads items of one partition, in the order of their sort keys.
  ItemPage query(TableRequest request);

  /// Reads all items of a table.
  ItemPage scan(TableRequest request);
}
