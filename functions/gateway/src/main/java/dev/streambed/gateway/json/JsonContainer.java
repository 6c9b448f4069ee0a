package dev.streambed.gateway.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An object or an array of which the end has not been read yet. Not thread-safe.
sealed interface JsonContainer {

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
