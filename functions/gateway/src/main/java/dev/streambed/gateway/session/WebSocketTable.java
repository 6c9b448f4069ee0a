package dev.streambed.gateway.session;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.ConditionalCheckFailedException;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.ItemPage;
import dev.streambed.gateway.dynamodb.TableRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of connections in the table `sessions`. Every method throws `AwsException` when the
/// table cannot be reached. Thread-safe.
///
/// @param name the name of the table
public record WebSocketTable(DynamoDb dynamoDb, String name) {

  /// Builds this from the table `sessions`.
  public static WebSocketTable of(GatewayDependencies gatewayDependencies) {
    return new WebSocketTable(
        gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().sessions());
  }

  /// A change to one row, in DynamoDB expressions.
  ///
  /// @param set an update expression; empty for a put or a deletion
  /// @param condition a condition expression; empty for none
  record RowUpdate(
      String set,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {}

  Optional<Map<String, AttributeValue>> get(SessionKey key) {
    return get(key, true);
  }

  /// Reads a row at half the price; recent writes may be missing.
  Optional<Map<String, AttributeValue>> getEventually(SessionKey key) {
    return get(key, false);
  }

  private Optional<Map<String, AttributeValue>> get(SessionKey key, boolean consistent) {
    TableRequest request = TableRequest.of(name).key(attributes(key));
    Map<String, AttributeValue> row =
        dynamoDb.getItem(consistent ? request.consistentRead() : request);
    return row.isEmpty() ? Optional.empty() : Optional.of(row);
  }

  /// Writes a row, unless another request has written one.
  ///
  /// @param attributes include a `requestId`: a repeated write of the same request succeeds
  /// @return whether this request's row is stored now
  boolean putNew(SessionKey key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(attributes(key));
    try {
      dynamoDb.putItem(
          TableRequest.of(name)
              .item(item)
              .conditionExpression("attribute_not_exists(connectionId) OR requestId = :mine")
              .expressionAttributeValues(Map.of(":mine", attributes.get("requestId"))));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /// Writes a row, replacing any other.
  void put(SessionKey key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(attributes(key));
    dynamoDb.putItem(TableRequest.of(name).item(item));
  }

  /// Updates a row.
  ///
  /// @return the whole row after the update; empty when the condition did not hold
  Optional<Map<String, AttributeValue>> update(SessionKey key, RowUpdate rowUpdate) {
    try {
      return Optional.of(
          dynamoDb.updateItem(
              TableRequest.of(name)
                  .key(attributes(key))
                  .updateExpression(rowUpdate.set())
                  .conditionExpression(rowUpdate.condition())
                  .expressionAttributeNames(rowUpdate.names())
                  .expressionAttributeValues(rowUpdate.values())
                  .returnNewItem()));
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  /// Deletes a row, if the condition holds.
  ///
  /// @param rowUpdate only its condition is used
  /// @return the row that remains; empty when there is none
  Map<String, AttributeValue> deleteIf(SessionKey key, RowUpdate rowUpdate) {
    try {
      dynamoDb.deleteItem(
          TableRequest.of(name)
              .key(attributes(key))
              .conditionExpression(rowUpdate.condition())
              .expressionAttributeNames(rowUpdate.names())
              .expressionAttributeValues(rowUpdate.values())
              .returnItemOnConditionCheckFailure());
      return Map.of();
    } catch (ConditionalCheckFailedException e) {
      return e.item();
    }
  }

  void delete(SessionKey key) {
    dynamoDb.deleteItem(TableRequest.of(name).key(attributes(key)));
  }

  /// A connection's rows whose sort key starts with this text, in order.
  List<Map<String, AttributeValue>> query(String connection, String prefix) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      ItemPage page = page(connection, prefix, from);
      rows.addAll(page.items());
      from = page.lastEvaluatedKey();
    } while (!from.isEmpty());
    return rows;
  }

  private static Map<String, AttributeValue> attributes(SessionKey key) {
    return Map.of(
        "connectionId", AttributeValue.fromS(key.connectionId()),
        "item", AttributeValue.fromS(key.item()));
  }

  private ItemPage page(String connection, String prefix, Map<String, AttributeValue> from) {
    return dynamoDb.query(
        TableRequest.of(name)
            .consistentRead()
            .keyConditionExpression("connectionId = :connection AND begins_with(#item, :beginning)")
            .expressionAttributeNames(Map.of("#item", "item"))
            .expressionAttributeValues(
                Map.of(
                    ":connection", AttributeValue.fromS(connection),
                    ":beginning", AttributeValue.fromS(prefix)))
            .exclusiveStartKey(from));
  }
}
