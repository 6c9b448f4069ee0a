package dev.streambed.gateway.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds the tree of a document.
final class JsonParser {

  private final JsonCursor cursor;

  JsonParser(JsonCursor cursor) {
    this.cursor = cursor;
  }

  Json document() {
    Json value = value();
    cursor.finish();
    return value;
  }

  private Json value() {
    return switch (cursor.peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new JsonText(cursor.string());
      case 't' -> literal("true", new JsonBoolean(true));
      case 'f' -> literal("false", new JsonBoolean(false));
      case 'n' -> literal("null", new JsonNull());
      default -> new JsonNumber(cursor.number());
    };
  }

  private JsonObject object() {
    Map<String, Json> members = new LinkedHashMap<>();
    cursor.members((name, _) -> members.put(name, value()));
    return new JsonObject(members);
  }

  private JsonArray array() {
    List<Json> elements = new ArrayList<>();
    cursor.elements(() -> elements.add(value()));
    return new JsonArray(elements);
  }

  private Json literal(String word, Json value) {
    cursor.word(word);
    return value;
  }
}
