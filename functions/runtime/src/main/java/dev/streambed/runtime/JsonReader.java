package dev.streambed.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the small JSON objects that the platform puts into headers. Arrays are read over; numbers
/// and the like are kept as they are written. Not thread-safe.
final class JsonReader {

  private static final int DEEPEST = 32;

  /// Stands for what nobody here asks for: arrays and null.
  private static final Object UNREAD = new Object();

  private final JsonScanner json;

  private JsonReader(JsonScanner json) {
    this.json = json;
  }

  /// The fields of an object; none when the text is not one, because a caller's slip of the pen
  /// must not fail its invocation.
  static Map<String, Object> object(String text) {
    JsonScanner json = new JsonScanner(text);
    try {
      json.space();
      return new JsonReader(json).object(0);
    } catch (JsonScanner.Malformed malformed) {
      return Map.of();
    }
  }

  static @Nullable String text(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : null;
  }

  @SuppressWarnings("unchecked") // object(int) makes no other maps
  static Map<String, Object> object(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    json.expect('{');
    json.space();
    while (json.peek() != '}') {
      String name = json.string();
      json.space();
      json.expect(':');
      fields.put(name, value(depth));
      if (json.peek() != '}') {
        json.expect(',');
        json.space();
      }
    }
    json.expect('}');
    return fields;
  }

  private Object value(int depth) {
    if (depth == DEEPEST) {
      throw new JsonScanner.Malformed();
    }
    json.space();
    Object value =
        switch (json.peek()) {
          case '"' -> json.string();
          case '{' -> object(depth + 1);
          case '[' -> array(depth + 1);
          default -> word();
        };
    json.space();
    return value;
  }

  private Object array(int depth) {
    json.expect('[');
    json.space();
    while (json.peek() != ']') {
      value(depth);
      if (json.peek() != ']') {
        json.expect(',');
      }
    }
    json.expect(']');
    return UNREAD;
  }

  private Object word() {
    String word = json.word();
    return word.equals("null") ? UNREAD : word;
  }
}
