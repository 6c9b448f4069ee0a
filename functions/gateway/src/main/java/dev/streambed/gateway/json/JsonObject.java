package dev.streambed.gateway.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Members by name, in the order of the text; of two with one name the last counts.
///
/// The typed lookups are empty both when a member is absent and when it is of another type.
public record JsonObject(Map<String, Json> members) implements Json {

  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public Optional<Json> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  public Optional<String> text(String name) {
    return members.get(name) instanceof JsonString(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  public OptionalLong number(String name) {
    return members.get(name) instanceof JsonNumber number
        ? number.integerPart()
        : OptionalLong.empty();
  }

  /// The same of something that is counted: below zero it is no count, and empty.
  public OptionalLong count(String name) {
    OptionalLong number = number(name);
    return number.isPresent() && number.getAsLong() >= 0 ? number : OptionalLong.empty();
  }

  public boolean isTrue(String name) {
    return members.get(name) instanceof JsonBoolean(boolean value) && value;
  }

  public Optional<JsonObject> object(String name) {
    return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  public Optional<JsonArray> array(String name) {
    return members.get(name) instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  /// The object under this name, or one without members.
  public JsonObject objectOrEmpty(String name) {
    return members.get(name) instanceof JsonObject object ? object : EMPTY;
  }
}
