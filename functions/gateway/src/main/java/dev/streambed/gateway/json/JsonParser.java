package dev.streambed.gateway.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses a document into a tree.
final class JsonParser {

  private static final JsonArray NO_ELEMENTS = new JsonArray(List.of());

  private final JsonCursor cursor;
  private final Deque<JsonContainer> open = new ArrayDeque<>();

  JsonParser(JsonCursor cursor) {
    this.cursor = cursor;
  }

  Json document() {
    Json value = value();
    cursor.finish();
    return value;
  }

  private Json value() {
    Json whole = begin();
    while (whole == null || !open.isEmpty()) {
      whole = whole == null ? inContainer(open.getLast()) : add(open.getLast(), whole);
    }
    return whole;
  }

  private @Nullable Json inContainer(JsonContainer container) {
    if (container instanceof JsonContainer.Members members) {
      members.name(cursor.name());
    }
    return begin();
  }

  /// Adds a value to the innermost container.
  ///
  /// @return the container, if it is complete now; otherwise null
  private @Nullable Json add(JsonContainer container, Json value) {
    container.add(value);
    return cursor.next() ? null : open.removeLast().close();
  }

  /// Parses a scalar, or opens a container.
  ///
  /// @return null when a container was opened
  private @Nullable Json begin() {
    return switch (cursor.peek()) {
      case '{' -> cursor.enter('{') ? opened(new JsonContainer.Members()) : JsonObject.EMPTY;
      case '[' -> cursor.enter('[') ? opened(new JsonContainer.Elements()) : NO_ELEMENTS;
      case '"' -> new JsonString(cursor.string());
      case 't' -> literal("true", new JsonBoolean(true));
      case 'f' -> literal("false", new JsonBoolean(false));
      case 'n' -> literal("null", new JsonNull());
      default -> new JsonNumber(cursor.number());
    };
  }

  private @Nullable Json opened(JsonContainer container) {
    open.addLast(container);
    return null;
  }

  private Json literal(String word, Json value) {
    cursor.literal(word);
    return value;
  }

  /// An object or an array whose end has not been read yet. Not thread-safe.
  private sealed interface JsonContainer {

    void add(Json value);

    Json close();

    /// An object. Colliding names cost no more than a search in a sorted tree: [java.util.HashMap]
    /// stores comparable keys with the same hash that way.
    final class Members implements JsonContainer {

      private final Map<String, Json> members = new LinkedHashMap<>();
      private String name = "";

      /// Sets the name of the next value.
      void name(String next) {
        name = next;
      }

      @Override
      public void add(Json value) {
        members.put(name, value);
      }

      @Override
      public Json close() {
        return new JsonObject(members);
      }
    }

    /// An array.
    final class Elements implements JsonContainer {

      private final List<Json> elements = new ArrayList<>();

      @Override
      public void add(Json value) {
        elements.add(value);
      }

      @Override
      public Json close() {
        return new JsonArray(elements);
      }
    }
  }
}
