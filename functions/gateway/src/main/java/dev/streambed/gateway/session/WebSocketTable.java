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

/// The rows of connections in the table `sessions`. Every method throws [SdkException] when the
/// table cannot be reached. Thread-safe.
///
/// @param name of the table
public record WebSocketTable(DynamoDbClient dynamoDb, String name) {

  /// Builds this from the table `sessions`.
  public static WebSocketTable of(GatewayDependencies gatewayDependencies) {
    return new WebSocketTable(
        gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().sessions());
  }

  /// A change of one row, in DynamoDB's words.
  ///
  /// @param set an update expression; for a put and a deletion it is empty
  /// @param condition an expression; empty for none
  record RowUpdate(
      String set,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {}

  Optional<Map<String, AttributeValue>> get(SessionKey key) {
    var found =
        dynamoDb.getItem(
            request -> request.tableName(name).key(attributes(key)).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  /// Puts a row, unless there is one that another request put.
  ///
  /// @param attributes with a `requestId`: repeated by the same request, it is the same row
  /// @return whether it is there now
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

  /// Puts a row, over any that is there.
  void put(SessionKey key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(attributes(key));
    dynamoDb.putItem(request -> request.tableName(name).item(item));
  }

  /// Changes a row.
  ///
  /// @return the whole row as it is now; nothing when the condition did not hold
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
  /// @param rowUpdate of which there is a condition only
  /// @return the row as it stays; empty when there is none now
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

  /// A connection's rows whose item begins so, in the order of the items.
  List<Map<String, AttributeValue>> query(String connection, String beginning) {
    List<Map<String, AttributeValue>> rows = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse page = page(connection, beginning, from);
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

  private QueryResponse page(
      String connection, String beginning, Map<String, AttributeValue> from) {
    return dynamoDb.query(request ->
        request
            .tableName(name)
            .consistentRead(true)
            .keyConditionExpression("connectionId = :connection AND begins_with(#item, :beginning)")
            .expressionAttributeNames(Map.of("#item", "item"))
            .expressionAttributeValues(
                Map.of(
                    ":connection", AttributeValue.fromS(connection),
                    ":beginning", AttributeValue.fromS(beginning)))
            .exclusiveStartKey(from.isEmpty() ? null : from));
  }
}
