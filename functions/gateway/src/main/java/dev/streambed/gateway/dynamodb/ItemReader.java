package dev.streambed.gateway.dynamodb;

import dev.streambed.gateway.json.JsonCursor;
import dev.streambed.gateway.json.JsonException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads items and attribute values in DynamoDB's JSON, in one pass and without a tree. Recursive:
/// the cursor bounds the depth. Not thread-safe.
///
/// Every method throws [JsonException] when the text is not of this form.
final class ItemReader {

  private final JsonCursor cursor;

  ItemReader(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /// Reads an item, a key, or any other map of values.
  Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>();
    boolean hasMore = cursor.enter('{');
    while (hasMore) {
      item.put(cursor.name(), value());
      hasMore = cursor.next();
    }
    return Collections.unmodifiableMap(item);
  }

  /// Reads a list of items.
  List<Map<String, AttributeValue>> items() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    boolean hasMore = cursor.enter('[');
    while (hasMore) {
      items.add(item());
      hasMore = cursor.next();
    }
    return Collections.unmodifiableList(items);
  }

  private AttributeValue value() {
    int start = cursor.position();
    if (!cursor.enter('{')) {
      throw new JsonException("a value without a type", start);
    }
    AttributeValue value = ofType(cursor.name(), start);
    if (cursor.next()) {
      throw new JsonException("a value of two types", start);
    }
    return value;
  }

  private AttributeValue ofType(String type, int start) {
    return switch (type) {
      case "S" -> AttributeValue.fromS(cursor.string());
      case "N" -> AttributeValue.fromN(cursor.string());
      case "B" -> AttributeValue.of(AttributeValue.Type.B, base64());
      case "BOOL" -> AttributeValue.fromBool(bool());
      case "NULL" -> nul(start);
      case "SS" -> AttributeValue.of(AttributeValue.Type.SS, strings());
      case "NS" -> AttributeValue.of(AttributeValue.Type.NS, strings());
      case "BS" -> AttributeValue.of(AttributeValue.Type.BS, base64s());
      case "L" -> AttributeValue.of(AttributeValue.Type.L, list());
      case "M" -> AttributeValue.of(AttributeValue.Type.M, item());
      default -> throw new JsonException("a value of an unknown type", start);
    };
  }

  private AttributeValue nul(int start) {
    if (!bool()) {
      throw new JsonException("a NULL that is false", start);
    }
    return AttributeValue.fromNul();
  }

  private boolean bool() {
    boolean value = cursor.peek() == 't';
    cursor.literal(value ? "true" : "false");
    return value;
  }

  private String base64() {
    int start = cursor.position();
    String encoded = cursor.string();
    try {
      var _ = Base64.getDecoder().decode(encoded);
      return encoded;
    } catch (IllegalArgumentException _) {
      throw new JsonException("not Base64", start);
    }
  }

  private List<String> strings() {
    List<String> strings = new ArrayList<>();
    boolean hasMore = cursor.enter('[');
    while (hasMore) {
      strings.add(cursor.string());
      hasMore = cursor.next();
    }
    return Collections.unmodifiableList(strings);
  }

  private List<String> base64s() {
    List<String> strings = new ArrayList<>();
    boolean hasMore = cursor.enter('[');
    while (hasMore) {
      strings.add(base64());
      hasMore = cursor.next();
    }
    return Collections.unmodifiableList(strings);
  }

  private List<AttributeValue> list() {
    List<AttributeValue> elements = new ArrayList<>();
    boolean hasMore = cursor.enter('[');
    while (hasMore) {
      elements.add(value());
      hasMore = cursor.next();
    }
    return Collections.unmodifiableList(elements);
  }
}
