package dev.streambed.gateway.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An object, with its members in text order. Of duplicate names, the last value is kept.
///
/// Typed lookups are empty when a member is absent or of another type.
public record JsonObject(Map<String, Json> members) implements Json {

  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /// An object of strings.
  public static JsonObject ofTexts(Map<String, String> texts) {
    Map<String, Json> members = new LinkedHashMap<>();
    texts.forEach((name, text) -> members.put(name, new JsonString(text)));
    return new JsonObject(members);
  }

  /// The members that are strings.
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    members.forEach((name, value) -> {
      if (value instanceof JsonString(String text)) {
        texts.put(name, text);
      }
    });
    return texts;
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

  /// A count: like the integer, but empty when negative.
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

  /// The object with this name, or an empty object.
  public JsonObject objectOrEmpty(String name) {
    return members.get(name) instanceof JsonObject object ? object : EMPTY;
  }
}
