package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Builds an object member by member, in order. Not thread-safe.
public final class ObjectBuilder {

  private final Map<String, Json> members = new LinkedHashMap<>();

  public static ObjectBuilder of(String name, String value) {
    return new ObjectBuilder().put(name, value);
  }

  public static JsonObject of(String name, Json value) {
    return new JsonObject(Map.of(name, value));
  }

  public ObjectBuilder put(String name, Json value) {
    members.put(name, value);
    return this;
  }

  public ObjectBuilder put(String name, String value) {
    return put(name, new JsonString(value));
  }

  public ObjectBuilder put(String name, long value) {
    return put(name, JsonNumber.of(value));
  }

  public ObjectBuilder put(String name, boolean value) {
    return put(name, new JsonBoolean(value));
  }

  public ObjectBuilder putNull(String name) {
    return put(name, new JsonNull());
  }

  public ObjectBuilder putIfPresent(String name, Optional<? extends Json> value) {
    value.ifPresent(present -> members.put(name, present));
    return this;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  public JsonObject build() {
    return new JsonObject(members);
  }
}
