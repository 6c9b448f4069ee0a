package dev.streambed.bench.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/// Tables that contain every API key, each with its own customer, or none. Not thread-safe.
final class SyntheticTables implements DynamoDbClient {

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
  public GetItemResponse getItem(GetItemRequest request) {
    if (!hasAll) {
      return GetItemResponse.builder().build();
    }
    String key = request.key().values().iterator().next().s();
    return GetItemResponse.builder()
        .item(request.tableName().equals(API_KEYS) ? apiKey(key) : customer(key))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing to close.
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
