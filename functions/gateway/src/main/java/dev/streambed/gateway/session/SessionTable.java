package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The rows of running answers in the table `sessions`. Every method throws `SdkException` when the
/// table cannot be reached, after the client's retries. Thread-safe.
final class SessionTable {

  private static final String RUNNING = "running";

  /// `stop` and `status` may be reserved words of DynamoDB.
  private static final Map<String, String> STOP = Map.of("#stop", "stop");

  private final DynamoDbClient dynamoDb;
  private final String table;

  /// @param table the name of the table `sessions`
  SessionTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Writes the row of an answer, replacing any other.
  void put(SessionKey key, Instant expiresAt) {
    dynamoDb.putItem(request -> request.tableName(table).item(item(key, expiresAt)));
  }

  /// Writes the row of an answer, unless another answer with that key is running.
  ///
  /// @param run distinguishes the answer from others: a repeated write with the same run succeeds
  /// @return false when another answer is running
  boolean putNew(SessionKey key, String run, Instant expiresAt, Instant now) {
    AttributeValue mine = AttributeValue.fromS(run);
    Map<String, AttributeValue> item = item(key, expiresAt);
    item.put("run", mine);
    try {
      dynamoDb.putItem(request ->
          request
              .tableName(table)
              .item(item)
              .conditionExpression(
                  "attribute_not_exists(connectionId) OR expiresAt < :now OR run = :mine")
              .expressionAttributeValues(Map.of(":now", seconds(now), ":mine", mine)));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /// Why the answer is to be stopped; empty when it is not.
  Optional<StopCause> stopCause(SessionKey key) {
    AttributeValue stop =
        dynamoDb
            .getItem(request ->
                request
                    .tableName(table)
                    .key(attributes(key))
                    .consistentRead(true)
                    .projectionExpression("#stop")
                    .expressionAttributeNames(STOP))
            .item()
            .get("stop");
    return stop == null || stop.s() == null ? Optional.empty() : StopCause.of(stop.s());
  }

  /// Requests that an answer stops. The first cause is kept.
  ///
  /// @return false when no answer with that key is running
  boolean stop(SessionKey key, StopCause cause, Instant now) {
    try {
      dynamoDb.updateItem(request ->
          request
              .tableName(table)
              .key(attributes(key))
              .updateExpression("SET #stop = if_not_exists(#stop, :cause)")
              .conditionExpression("attribute_exists(connectionId) AND expiresAt >= :now")
              .expressionAttributeNames(STOP)
              .expressionAttributeValues(
                  Map.of(":cause", AttributeValue.fromS(cause.wireName()), ":now", seconds(now))));
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  void delete(SessionKey key) {
    dynamoDb.deleteItem(request -> request.tableName(table).key(attributes(key)));
  }

  private static Map<String, AttributeValue> item(SessionKey key, Instant expiresAt) {
    Map<String, AttributeValue> item = new HashMap<>(attributes(key));
    item.put("status", AttributeValue.fromS(RUNNING));
    item.put("expiresAt", seconds(expiresAt));
    return item;
  }

  private static Map<String, AttributeValue> attributes(SessionKey key) {
    return Map.of(
        "connectionId", AttributeValue.fromS(key.connectionId()),
        "item", AttributeValue.fromS(key.item()));
  }

  private static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
  }
}
