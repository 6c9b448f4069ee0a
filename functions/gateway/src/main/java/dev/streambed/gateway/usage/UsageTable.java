package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The table `usage`.
public final class UsageTable {

  /// Always three decimals, so that the order of the text is that of the time.
  private static final DateTimeFormatter MILLISECOND =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final int YEAR_AND_MONTH = 7;

  private final DynamoDbClient dynamoDb;
  private final String table;

  /// @param table name of the table `usage`
  public UsageTable(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /// Puts one record. Repeated, it is the same record.
  ///
  /// @throws SdkException when the table cannot be written, after the client's retries
  void put(Asked asked, Instant admittedAt, JsonObject fields) {
    String instant = MILLISECOND.format(admittedAt);
    String month = instant.substring(0, YEAR_AND_MONTH);
    Map<String, AttributeValue> item = new HashMap<>();
    fields.members().forEach((name, value) -> item.put(name, attribute(value)));
    item.put("customerMonth", AttributeValue.fromS(asked.customer().value() + "#" + month));
    item.put("instantRequestId", AttributeValue.fromS(instant + "#" + asked.requestId().value()));
    dynamoDb.putItem(request -> request.tableName(table).item(item));
  }

  private static AttributeValue attribute(Json value) {
    return value instanceof JsonNumber(String number)
        ? AttributeValue.fromN(number)
        : AttributeValue.fromS(value instanceof JsonText(String text) ? text : value.write());
  }
}
