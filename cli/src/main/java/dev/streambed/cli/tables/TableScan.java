package dev.streambed.cli.tables;

import dev.streambed.cli.domain.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Reads a table whose items are found by one key, in pages of any size. DynamoDB's own pages end
/// at a megabyte, wherever that falls.
///
/// @param key the partition key's attribute
/// @param mapper what becomes of an item
/// @param order of what stands on one page; the pages themselves come as DynamoDB keeps them
record TableScan<T>(
    DynamoDbClient dynamoDb,
    String table,
    String key,
    Function<Map<String, AttributeValue>, T> mapper,
    Comparator<T> order) {

  List<T> all() {
    ScanRequest request = ScanRequest.builder().tableName(table).consistentRead(true).build();
    return dynamoDb.scanPaginator(request).items().stream().map(mapper).sorted(order).toList();
  }

  /// @param limit at most so many
  /// @param cursor what the page before said, or nothing for the first one
  Page<T> page(int limit, Optional<String> cursor) {
    List<T> found = new ArrayList<>();
    Optional<String> after = cursor.flatMap(ListCursor::decode);
    do {
      ScanResponse response = dynamoDb.scan(request(limit - found.size(), after));
      response.items().stream().map(mapper).forEach(found::add);
      after = ItemReader.text(response.lastEvaluatedKey(), key);
    } while (after.isPresent() && found.size() < limit);
    found.sort(order);
    return new Page<>(found, after.map(ListCursor::encode));
  }

  private ScanRequest request(int limit, Optional<String> after) {
    ScanRequest.Builder request =
        ScanRequest.builder().tableName(table).consistentRead(true).limit(limit);
    after.ifPresent(last -> request.exclusiveStartKey(Map.of(key, AttributeValue.fromS(last))));
    return request.build();
  }
}
