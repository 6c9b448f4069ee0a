package dev.streambed.gateway.session;

import dev.streambed.gateway.config.GatewayDependencies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The rows of connections in the table `sessions`. Every method throws `SdkException` when the
/// table cannot be reached. Thread-safe.
///
/// @param name the name of the table
public record WebSocketTable(DynamoDbClient dynamoDb, String name) {

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
    var found =
        dynamoDb.getItem(
            request -> request.tableName(name).key(attributes(key)).consistentRead(consistent));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  /// Writes a row, unless another request has written one.
  ///
  /// @param attributes include a `requestId`: a repeated write of the same request succeeds
  /// @return whether this request's row is stored now
  boolean putNew(SessionKey key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(attributes(key));
    try {
      dynamoDb.putItem(request ->
          request
              .tableName(name)
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
    dynamoDb.putItem(request -> request.tableName(name).item(item));
  }

  /// Updates a row.
  ///
  /// @return the whole row after the update; empty when the condition did not hold
  Optional<Map<String, AttributeValue>> update(SessionKey key, RowUpdate rowUpdate) {
    try {
      return Optional.of(
          dynamoDb
              .updateItem(request ->
                  request
                      .tableName(name)
                      .key(attributes(key))
                      .updateExpression(rowUpdate.set())
                      .conditionExpression(rowUpdate.condition())
                      .expressionAttributeNames(rowUpdate.names())
                      .expressionAttributeValues(rowUpdate.values())
                      .returnValues(ReturnValue.ALL_NEW))
              .attributes());
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
      dynamoDb.deleteItem(request ->
          request
              .tableName(name)
              .key(attributes(key))
              .conditionExpression(rowUpdate.condition())
              .expressionAttributeNames(rowUpdate.names())
              .expressionAttributeValues(rowUpdate.values())
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Map.of();
    } catch (ConditionalCheckFailedException e) {
      return e.item();
    }
  }

  void delete(SessionKey key) {
    dynamoDb.deleteItem(request -> request.tableName(name).key(attributes(key)));
  }

  /// A connection's rows whose sort key starts with this text, in order.
  List<Map<String, AttributeValue>> query(String connection, String prefix) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse page = page(connection, prefix, from);
      rows.addAll(page.items());
      from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
    } while (!from.isEmpty());
    return rows;
  }

  private static Map<String, AttributeValue> attributes(SessionKey key) {
    return Map.of(
        "connectionId", AttributeValue.fromS(key.connectionId()),
        "item", AttributeValue.fromS(key.item()));
  }

  private QueryResponse page(String connection, String prefix, Map<String, AttributeValue> from) {
    return dynamoDb.query(request ->
        request
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression("connectionId = :connection AND begins_with(#item, :beginning)")
            .expressionAttributeNames(Map.of("#item", "item"))
            .expressionAttributeValues(
                Map.of(
                    ":connection", AttributeValue.fromS(connection),
                    ":beginning", AttributeValue.fromS(prefix)))
            .exclusiveStartKey(from.isEmpty() ? null : from));
  }
}
