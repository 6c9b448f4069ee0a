package dev.streambed.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the small JSON objects in the platform's headers. Arrays are skipped; numbers and literals
/// are kept as text. Not thread-safe.
final class JsonReader {

  private static final int DEEPEST = 32;

  /// A placeholder for skipped values: arrays and null.
  private static final Object UNREAD = new Object();

  private final Scanner json;

  private JsonReader(Scanner json) {
    this.json = json;
  }

  /// The members of an object. Empty when the text is not an object, because a caller's mistake
  /// must not fail its invocation.
  static Map<String, Object> object(String text) {
    Scanner json = new Scanner(text);
    try {
      json.space();
      return new JsonReader(json).object(0);
    } catch (Scanner.Malformed malformed) {
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
      throw new Scanner.Malformed();
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

  /// Scans JSON text, character by character. Not thread-safe.
  private static final class Scanner {

    private final String json;
    private int at;

    Scanner(String json) {
      this.json = json;
    }

    /// The text is not JSON. Never thrown out of [JsonReader].
    static final class Malformed extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }

    char peek() {
      if (at == json.length()) {
        throw new Malformed();
      }
      return json.charAt(at);
    }

    void expect(char wanted) {
      if (next() != wanted) {
        throw new Malformed();
      }
    }

    void space() {
      while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
        at++;
      }
    }

    /// A number, `true`, `false` or `null`, as text.
    String word() {
      int start = at;
      while (at < json.length() && ",]} \t\r\n".indexOf(json.charAt(at)) < 0) {
        at++;
      }
      if (start == at) {
        throw new Malformed();
      }
      return json.substring(start, at);
    }

    String string() {
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
        default -> throw new Malformed();
      };
    }

    private int digit() {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw new Malformed();
      }
      return digit;
    }

    private char next() {
      char character = peek();
      at++;
      return character;
    }
  }
}
