package dev.streambed.gateway.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Builds an object member by member, in order. Not thread-safe.
public final class JsonObjectBuilder {

  private final Map<String, Json> members = new LinkedHashMap<>();

  public static JsonObjectBuilder of(String name, String value) {
    return new JsonObjectBuilder().put(name, value);
  }

  public static JsonObject of(String name, Json value) {
    return new JsonObject(Map.of(name, value));
  }

  public JsonObjectBuilder put(String name, Json value) {
    members.put(name, value);
    return this;
  }

  public JsonObjectBuilder put(String name, String value) {
    return put(name, new JsonString(value));
  }

  public JsonObjectBuilder put(String name, long value) {
    return put(name, JsonNumber.of(value));
  }

  public JsonObjectBuilder put(String name, boolean value) {
    return put(name, new JsonBoolean(value));
  }

  public JsonObjectBuilder putNull(String name) {
    return put(name, new JsonNull());
  }

  /// Leaves out a member without a value.
  public JsonObjectBuilder put(String name, Optional<? extends Json> value) {
    value.ifPresent(present -> members.put(name, present));
    return this;
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  public JsonObject build() {
    return new JsonObject(members);
  }
}
