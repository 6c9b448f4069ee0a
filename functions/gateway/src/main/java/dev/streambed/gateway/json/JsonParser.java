package dev.streambed.gateway.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the tree of a document.
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
  /// @return the container, if that was its last; otherwise null
  private @Nullable Json add(JsonContainer container, Json value) {
    container.add(value);
    return cursor.next() ? null : open.removeLast().close();
  }

  /// Reads a value, or opens a container.
  ///
  /// @return null when it is in a container now, before its first value
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

  /// An object or an array of which the end has not been read yet. Not thread-safe.
  private sealed interface JsonContainer {

    void add(Json value);

    Json close();

    /// An object. Names that collide cost no more than a search in a sorted tree: that is how
    /// [java.util.HashMap] keeps keys that can be compared, when many have one hash.
    final class Members implements JsonContainer {

      private final Map<String, Json> members = new LinkedHashMap<>();
      private String name = "";

      /// Of the value that is added next.
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
