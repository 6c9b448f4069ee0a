package dev.streambed.cli.tables;

import dev.streambed.cli.domain.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Reads a table in pages of any size, whereas the pages of DynamoDB end at a megabyte. The cursor
/// of a page is the key of its last item, encoded so that a shell leaves it alone.
///
/// @param key the attribute of the partition key; the table has no sort key
/// @param order within a page; the pages come in the order of DynamoDB
record TableScan<T>(
    DynamoDbClient dynamoDb,
    String table,
    String key,
    Function<Map<String, AttributeValue>, T> mapper,
    Comparator<T> order) {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  static boolean isCursor(String text) {
    return decode(text).isPresent();
  }

  List<T> all() {
    ScanRequest request = ScanRequest.builder().tableName(table).consistentRead(true).build();
    return dynamoDb.scanPaginator(request).items().stream().map(mapper).sorted(order).toList();
  }

  /// @param limit the size of the page
  /// @param cursor that of the page before; absent: the first page
  Page<T> page(int limit, Optional<String> cursor) {
    List<T> found = new ArrayList<>();
    Optional<String> after = cursor.flatMap(TableScan::decode);
    do {
      ScanResponse response = dynamoDb.scan(request(limit - found.size(), after));
      response.items().stream().map(mapper).forEach(found::add);
      after = Items.text(response.lastEvaluatedKey(), key);
    } while (after.isPresent() && found.size() < limit);
    found.sort(order);
    return new Page<>(found, after.map(TableScan::encode));
  }

  private ScanRequest request(int limit, Optional<String> after) {
    ScanRequest.Builder request =
        ScanRequest.builder().tableName(table).consistentRead(true).limit(limit);
    after.ifPresent(last -> request.exclusiveStartKey(Map.of(key, AttributeValue.fromS(last))));
    return request.build();
  }

  private static String encode(String key) {
    return ENCODER.encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> decode(String cursor) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(cursor);
      return key.length == 0
          ? Optional.empty()
          : Optional.of(new String(key, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
