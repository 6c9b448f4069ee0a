package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Reads the table `usage`.
public final class UsageRecords {

  /// As in the keys: always three decimals.
  private static final DateTimeFormatter MILLISECOND =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final DynamoDbClient dynamoDb;
  private final String table;

  /// @param table name of the table `usage`
  public UsageRecords(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Reads one page of a customer's records.
  ///
  /// @param start the last page's `lastEvaluatedKey`; empty for the first page
  /// @throws SdkException when the table cannot be read
  QueryResponse page(
      CustomerId customer, YearMonth month, Period period, Map<String, AttributeValue> start) {
    return dynamoDb.query(request ->
        request
            .tableName(table)
            // A key is an instant, # and an id, and comes after the instant alone.
            .keyConditionExpression(
                "customerMonth = :month AND instantRequestId BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":month", AttributeValue.fromS(customer.value() + "#" + month),
                    ":from", instant(period.from()),
                    ":to", instant(period.to())))
            .projectionExpression("instantRequestId, " + UsageTotal.ATTRIBUTES)
            .exclusiveStartKey(start.isEmpty() ? null : start));
  }

  private static AttributeValue instant(Instant instant) {
    return AttributeValue.fromS(MILLISECOND.format(instant));
  }
}
