package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Builds an object, whose members keep their order. Not thread-safe.
final class ObjectBuilder {

  private final Map<String, Json> members = new LinkedHashMap<>();

  /// An object of one kind of Anthropic's, which its first member names.
  static ObjectBuilder ofType(String type) {
    return new ObjectBuilder().put("type", type);
  }

  ObjectBuilder put(String name, String value) {
    return put(name, new JsonString(value));
  }

  ObjectBuilder put(String name, long value) {
    return put(name, JsonNumber.of(value));
  }

  ObjectBuilder put(String name, Json value) {
    members.put(name, value);
    return this;
  }

  /// Leaves out a member without a value.
  ObjectBuilder put(String name, Optional<? extends Json> value) {
    value.ifPresent(present -> members.put(name, present));
    return this;
  }

  JsonObject build() {
    return new JsonObject(members);
  }
}
