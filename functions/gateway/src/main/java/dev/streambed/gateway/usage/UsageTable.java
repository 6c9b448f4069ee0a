package dev.streambed.gateway.usage;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.ConditionalCheckFailedException;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.DynamoDbException;
import dev.streambed.gateway.dynamodb.ItemPage;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table `usage`.
public final class UsageTable {

  /// The pauses before the second and third attempt, each of which includes the client's own
  /// retries. Longer pauses would exceed the function's time.
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(100), Duration.ofMillis(400));

  private static final String NEW = "attribute_not_exists(" + UsageItem.PARTITION + ")";

  private final DynamoDb dynamoDb;
  private final String table;

  /// @param table the name of the table `usage`
  public UsageTable(DynamoDb dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Writes one record. Writing it again has no effect; another request with the same millisecond
  /// and id gets its own key.
  ///
  /// @throws AwsException when the table cannot be written
  void put(AdmittedRequest admittedRequest, Instant admittedAt, JsonObject fields) {
    UsageItem record = new UsageItem(admittedRequest, admittedAt, fields);
    for (Duration pause : PAUSES) {
      try {
        put(record);
        return;
      } catch (AwsException e) {
        if (!isTemporary(e) || isInterruptedWithin(pause)) {
          throw e;
        }
      }
    }
    put(record);
  }

  /// Writes one record, unless the request already has one.
  ///
  /// @return the existing record; empty when this one was written
  /// @throws AwsException when the table cannot be written
  Optional<SettledUsage> putIfAbsent(
      AdmittedRequest admittedRequest, Instant admittedAt, JsonObject fields) {
    Map<String, AttributeValue> item =
        new UsageItem(admittedRequest, admittedAt, fields).attributes(1);
    try {
      putNew(item);
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(UsageItem.settledUsage(e.item()));
    }
  }

  /// Reads one page of a customer's records.
  ///
  /// @param start the last page's `lastEvaluatedKey`; empty for the first page
  /// @throws AwsException when the table cannot be read
  ItemPage page(
      CustomerId customer, YearMonth month, Period period, Map<String, AttributeValue> start) {
    return dynamoDb.query(
        TableRequest.of(table)
            // A key is an instant, # and an id, and sorts after the instant alone.
            .keyConditionExpression(
                "customerMonth = :month AND instantRequestId BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":month", AttributeValue.fromS(customer.value() + "#" + month),
                    ":from", instant(period.from()),
                    ":to", instant(period.to())))
            .projectionExpression("instantRequestId, " + UsageSums.UsageTotal.ATTRIBUTES)
            .exclusiveStartKey(start));
  }

  private void put(UsageItem record) {
    int number = 1;
    while (!put(record.attributes(number))) {
      number++;
    }
  }

  /// @return false when another record has the key
  private boolean put(Map<String, AttributeValue> item) {
    try {
      putNew(item);
      return true;
    } catch (ConditionalCheckFailedException e) {
      // Either the table's response was lost, or another request has this id.
      return UsageItem.isSame(item, e.item());
    }
  }

  private void putNew(Map<String, AttributeValue> item) {
    dynamoDb.putItem(
        TableRequest.of(table)
            .item(item)
            .conditionExpression(NEW)
            .returnItemOnConditionCheckFailure());
  }

  private static boolean isTemporary(AwsException failure) {
    return !(failure instanceof DynamoDbException answer)
        || answer.isThrottling()
        || answer.status() >= 500;
  }

  private static boolean isInterruptedWithin(Duration pause) {
    try {
      Thread.sleep(pause);
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static AttributeValue instant(Instant instant) {
    return AttributeValue.fromS(UsageItem.MILLISECOND.format(instant));
  }
}
