package dev.streambed.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the small JSON objects that the platform puts into headers (RFC 8259). Arrays are read
/// over; numbers and the like are kept as they are written. Not thread-safe.
final class JsonReader {

  private static final int DEEPEST = 32;

  /// Stands for what nobody here asks for: arrays and null.
  private static final Object UNREAD = new Object();

  private final String json;
  private int at;

  private JsonReader(String json) {
    this.json = json;
  }

  /// The fields of an object; none when the text is not one, because a caller's slip of the pen
  /// must not fail its invocation.
  static Map<String, Object> object(String json) {
    JsonReader reader = new JsonReader(json);
    try {
      reader.space();
      return reader.peek() == '{' ? reader.object(0) : Map.of();
    } catch (MalformedJson malformed) {
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
    expect('{');
    space();
    while (peek() != '}') {
      String name = string();
      space();
      expect(':');
      fields.put(name, value(depth));
      if (peek() != '}') {
        expect(',');
        space();
      }
    }
    at++;
    return fields;
  }

  private Object value(int depth) {
    if (depth == DEEPEST) {
      throw new MalformedJson();
    }
    space();
    Object value =
        switch (peek()) {
          case '"' -> string();
          case '{' -> object(depth + 1);
          case '[' -> array(depth + 1);
          default -> word();
        };
    space();
    return value;
  }

  private Object array(int depth) {
    expect('[');
    space();
    while (peek() != ']') {
      value(depth);
      if (peek() != ']') {
        expect(',');
      }
    }
    at++;
    return UNREAD;
  }

  private Object word() {
    int start = at;
    while (at < json.length() && ",]} \t\r\n".indexOf(json.charAt(at)) < 0) {
      at++;
    }
    if (start == at) {
      throw new MalformedJson();
    }
    String word = json.substring(start, at);
    return word.equals("null") ? UNREAD : word;
  }

  private String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    while (peek() != '"') {
      char character = next();
      text.append(character == '\\' ? escaped() : character);
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char character = next();
    return switch (character) {
      case '"', '\\', '/' -> character;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (digit() << 12 | digit() << 8 | digit() << 4 | digit());
      default -> throw new MalformedJson();
    };
  }

  private int digit() {
    int digit = Character.digit(next(), 16);
    if (digit < 0) {
      throw new MalformedJson();
    }
    return digit;
  }

  private void space() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw new MalformedJson();
    }
  }

  private char peek() {
    if (at == json.length()) {
      throw new MalformedJson();
    }
    return json.charAt(at);
  }

  private char next() {
    char character = peek();
    at++;
    return character;
  }

  /// Never leaves this class.
  private static final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
