package dev.streambed.gateway.dynamodb;

import dev.streambed.gateway.json.JsonStringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A request for a table: DynamoDB's parameters, each written as JSON when it is set. Which of them
/// an operation accepts is in DynamoDB's API reference. Not thread-safe.
public final class TableRequest {

  private final StringBuilder json = new StringBuilder(512);
  private final ItemWriter items = new ItemWriter(json);

  private TableRequest() {}

  /// A request without other parameters.
  ///
  /// @param table the name of the table
  public static TableRequest of(String table) {
    TableRequest request = new TableRequest();
    request.json.append("{\"TableName\":");
    JsonStringWriter.appendQuoted(request.json, table);
    return request;
  }

  /// A transaction of updates.
  static TableRequest transaction(List<TableRequest> updates) {
    TableRequest request = new TableRequest();
    String before = "{\"TransactItems\":[";
    for (TableRequest update : updates) {
      request.json.append(before).append("{\"Update\":").append(update.json).append("}}");
      before = ",";
    }
    request.json.append(']');
    return request;
  }

  public TableRequest key(Map<String, AttributeValue> key) {
    return map("Key", key);
  }

  /// The item to put.
  public TableRequest item(Map<String, AttributeValue> item) {
    return map("Item", item);
  }

  /// Reads what was written last; otherwise a read may miss recent writes, at half the price.
  public TableRequest consistentRead() {
    json.append(",\"ConsistentRead\":true");
    return this;
  }

  /// Which items of a partition a query returns.
  public TableRequest keyConditionExpression(String expression) {
    return string("KeyConditionExpression", expression);
  }

  /// Which items of those that were read a scan returns.
  public TableRequest filterExpression(String expression) {
    return string("FilterExpression", expression);
  }

  /// Which attributes are returned.
  public TableRequest projectionExpression(String expression) {
    return string("ProjectionExpression", expression);
  }

  public TableRequest updateExpression(String expression) {
    return string("UpdateExpression", expression);
  }

  /// Without it, a write has no condition.
  public TableRequest conditionExpression(String expression) {
    return string("ConditionExpression", expression);
  }

  /// Names for the placeholders of expressions.
  public TableRequest expressionAttributeNames(Map<String, String> names) {
    json.append(",\"ExpressionAttributeNames\":");
    char before = '{';
    for (Map.Entry<String, String> name : names.entrySet()) {
      json.append(before);
      JsonStringWriter.appendQuoted(json, name.getKey());
      json.append(':');
      JsonStringWriter.appendQuoted(json, name.getValue());
      before = ',';
    }
    json.append(names.isEmpty() ? "{}" : "}");
    return this;
  }

  /// Values for the placeholders of expressions.
  public TableRequest expressionAttributeValues(Map<String, AttributeValue> values) {
    return map("ExpressionAttributeValues", values);
  }

  /// Continues after a page.
  ///
  /// @param key the page's `lastEvaluatedKey`; empty for the first page
  public TableRequest exclusiveStartKey(Map<String, AttributeValue> key) {
    return key.isEmpty() ? this : map("ExclusiveStartKey", key);
  }

  /// The most items that a page is made of.
  public TableRequest limit(int items) {
    json.append(",\"Limit\":").append(items);
    return this;
  }

  /// An update returns the item as it is afterwards.
  public TableRequest returnNewItem() {
    return string("ReturnValues", "ALL_NEW");
  }

  /// A write whose condition does not hold returns the item as it is
  /// ([ConditionalCheckFailedException#item()]).
  public TableRequest returnItemOnConditionCheckFailure() {
    return string("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
  }

  /// The request in DynamoDB's JSON.
  public byte[] body() {
    String body = json.append('}').toString();
    json.setLength(json.length() - 1);
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private TableRequest string(String name, String value) {
    json.append(",\"").append(name).append("\":");
    JsonStringWriter.appendQuoted(json, value);
    return this;
  }

  private TableRequest map(String name, Map<String, AttributeValue> values) {
    json.append(",\"").append(name).append("\":");
    items.item(values);
    return this;
  }
}
