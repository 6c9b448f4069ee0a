package dev.streambed.gateway.auth;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.ConditionalCheckFailedException;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.TableRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// Finds API keys and customers in the tables `api-keys` and `customers`.
public final class CustomerTables {

  private final DynamoDb dynamoDb;
  private final String apiKeys;
  private final String customers;
  private final Limits defaults;

  /// @param apiKeys name of the table `api-keys`
  /// @param customers name of the table `customers`
  /// @param defaults limits of customers without limits of their own
  public CustomerTables(DynamoDb dynamoDb, String apiKeys, String customers, Limits defaults) {
    this.dynamoDb = dynamoDb;
    this.apiKeys = apiKeys;
    this.customers = customers;
    this.defaults = defaults;
  }

  /// @throws AwsException when the table cannot be read
  Optional<ApiKeyRecord> apiKey(String keyHash) {
    Map<String, AttributeValue> item = item(apiKeys, "keyHash", keyHash);
    return item.isEmpty() ? Optional.empty() : Optional.of(TableItems.apiKey(item));
  }

  /// @throws AwsException when the table cannot be read
  Optional<CustomerRecord> customer(String customerId) {
    Map<String, AttributeValue> item = item(customers, "customerId", customerId);
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(TableItems.customer(new CustomerId(customerId), item, defaults));
  }

  /// Stores a new API key.
  ///
  /// @throws AwsException when the table cannot be written
  void putApiKey(Map<String, AttributeValue> keyItem) {
    dynamoDb.putItem(
        TableRequest.of(apiKeys)
            .item(keyItem)
            .conditionExpression("attribute_not_exists(keyHash)"));
  }

  /// Stores when an API key was used, unless a later use is stored or the last one is not before an
  /// instant.
  ///
  /// @throws AwsException when the table cannot be written
  void recordLastUse(String keyHash, Instant usedAt, Instant before) {
    try {
      dynamoDb.updateItem(
          TableRequest.of(apiKeys)
              .key(Map.of("keyHash", AttributeValue.fromS(keyHash)))
              .updateExpression("SET lastUsedAt = :used")
              .conditionExpression(
                  "attribute_exists(keyHash)"
                      + " AND (attribute_not_exists(lastUsedAt) OR lastUsedAt < :before)")
              .expressionAttributeValues(
                  Map.of(":used", instant(usedAt), ":before", instant(before))));
    } catch (ConditionalCheckFailedException _) {
      // Another function has stored a use, or the key was deleted.
    }
  }

  // Whole seconds, so that instants compare as texts do.
  private static AttributeValue instant(Instant instant) {
    return AttributeValue.fromS(instant.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  // A consistent read, so that an API key works as soon as it is issued.
  private Map<String, AttributeValue> item(String table, String key, String value) {
    return dynamoDb.getItem(
        TableRequest.of(table).key(Map.of(key, AttributeValue.fromS(value))).consistentRead());
  }

  /// What the table `customers` stores about a customer.
  ///
  /// @param active false for any status other than `active`
  record CustomerRecord(Customer customer, boolean active) {}
}
