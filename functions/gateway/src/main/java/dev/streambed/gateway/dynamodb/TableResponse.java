package dev.streambed.gateway.dynamodb;

import dev.streambed.gateway.json.JsonCursor;
import dev.streambed.gateway.json.JsonSkipper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A response of any operation, or an error; other members are checked and skipped. Not
/// thread-safe.
final class TableResponse {

  static final TableResponse EMPTY = new TableResponse();

  private Map<String, AttributeValue> item = Map.of();
  private List<Map<String, AttributeValue>> items = List.of();
  private Map<String, AttributeValue> lastEvaluatedKey = Map.of();
  private String errorType = "";
  private @Nullable String message;

  private TableResponse() {}

  /// @throws JsonException when the text is not a response
  static TableResponse read(byte[] utf8) {
    JsonCursor cursor = new JsonCursor(utf8);
    ItemReader reader = new ItemReader(cursor);
    TableResponse response = new TableResponse();
    boolean hasMore = cursor.enter('{');
    while (hasMore) {
      String name = cursor.name();
      if (cursor.peek() == 'n') {
        cursor.literal("null");
      } else {
        response.member(name, cursor, reader);
      }
      hasMore = cursor.next();
    }
    cursor.finish();
    return response;
  }

  private void member(String name, JsonCursor cursor, ItemReader reader) {
    switch (name) {
      case "Item", "Attributes" -> item = reader.item();
      case "Items" -> items = reader.items();
      case "LastEvaluatedKey" -> lastEvaluatedKey = reader.item();
      case "__type" -> errorType = cursor.string();
      case "message", "Message" -> message = cursor.string();
      default -> new JsonSkipper(cursor).value();
    }
  }

  /// The item of a read, of an update, or of a condition that did not hold; empty for none.
  Map<String, AttributeValue> item() {
    return item;
  }

  ItemPage page() {
    return new ItemPage(items, lastEvaluatedKey);
  }

  /// The type of an error, with its namespace; empty for none.
  String errorType() {
    return errorType;
  }

  @Nullable String message() {
    return message;
  }
}
