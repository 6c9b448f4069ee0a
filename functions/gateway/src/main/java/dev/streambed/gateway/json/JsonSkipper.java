package dev.streambed.gateway.json;

/// Passes over a value, checking it.
final class JsonSkipper {

  private final JsonCursor cursor;

  JsonSkipper(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void value() {
    switch (cursor.peek()) {
      case '{' -> cursor.members((_, _) -> value());
      case '[' -> cursor.elements(this::value);
      case '"' -> cursor.skipString();
      case 't' -> cursor.word("true");
      case 'f' -> cursor.word("false");
      case 'n' -> cursor.word("null");
      default -> cursor.number();
    }
  }
}
