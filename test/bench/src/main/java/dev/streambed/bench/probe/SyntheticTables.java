package dev.streambed.bench.probe;

import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.ItemPage;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tables that contain every API key, each with its own customer, or none. Not thread-safe.
final class SyntheticTables implements DynamoDb {

  static final String API_KEYS = "api-keys";
  static final String CUSTOMERS = "customers";

  private static final List<String> LIMITS =
      List.of(
          "requestsPerMinute",
          "requestsPerDay",
          "tokensPerMinute",
          "usdPerMonth",
          "concurrentAnswers");

  private boolean hasAll = true;

  /// Sets whether the tables contain every API key, or none.
  void hasAll(boolean changed) {
    hasAll = changed;
  }

  @Override
  public Map<String, AttributeValue> getItem(TableRequest request) {
    JsonObject json = (JsonObject) Json.read(request.body());
    if (!hasAll) {
      return Map.of();
    }
    boolean isApiKey = json.text("TableName").orElseThrow().equals(API_KEYS);
    String name = isApiKey ? "keyHash" : "customerId";
    String key = json.objectOrEmpty("Key").objectOrEmpty(name).text("S").orElseThrow();
    return isApiKey ? apiKey(key) : customer(key);
  }

  @Override
  public void putItem(TableRequest request) {
    // Writes are not kept.
  }

  @Override
  public Map<String, AttributeValue> updateItem(TableRequest request) {
    return Map.of();
  }

  @Override
  public void transactWriteItems(List<TableRequest> updates) {
    // Writes are not kept.
  }

  @Override
  public void deleteItem(TableRequest request) {
    // Writes are not kept.
  }

  @Override
  public ItemPage query(TableRequest request) {
    return new ItemPage(List.of(), Map.of());
  }

  @Override
  public ItemPage scan(TableRequest request) {
    return new ItemPage(List.of(), Map.of());
  }

  private static Map<String, AttributeValue> apiKey(String hash) {
    return Map.of(
        "keyHash", AttributeValue.fromS(hash),
        "customerId", AttributeValue.fromS("customer-" + hash.substring(0, 32)),
        "prefix", AttributeValue.fromS("sb_" + hash.substring(0, 8)),
        "status", AttributeValue.fromS("active"),
        "createdAt", AttributeValue.fromS("2026-11-21T09:15:02Z"));
  }

  private static Map<String, AttributeValue> customer(String id) {
    Map<String, AttributeValue> limits = new HashMap<>();
    LIMITS.forEach(limit -> limits.put(limit, AttributeValue.fromN("1000000")));
    return Map.of(
        "customerId", AttributeValue.fromS(id),
        "name", AttributeValue.fromS("Name of " + id),
        "status", AttributeValue.fromS("active"),
        "limits", AttributeValue.fromM(limits),
        "models", AttributeValue.fromSs(List.of("amazon.nova-lite-v1:0", "amazon.nova-micro-v1:0")),
        "createdAt", AttributeValue.fromS("2026-11-21T09:15:02Z"));
  }
}
