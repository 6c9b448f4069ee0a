package dev.streambed.cli.console;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds a JSON object. Absent values add no member.
public final class JsonFields {

  private final Map<String, Json> members = new LinkedHashMap<>();

  public JsonFields text(String name, String value) {
    members.put(name, new JsonString(value));
    return this;
  }

  public JsonFields text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
    return this;
  }

  public JsonFields number(String name, long value) {
    members.put(name, JsonNumber.of(value));
    return this;
  }

  /// Leaves out a number that is absent.
  public JsonFields number(String name, Optional<Long> value) {
    value.ifPresent(number -> number(name, number.longValue()));
    return this;
  }

  public JsonFields number(String name, BigDecimal value) {
    members.put(name, JsonNumber.of(value));
    return this;
  }

  public JsonFields flag(String name, boolean value) {
    members.put(name, new JsonBoolean(value));
    return this;
  }

  public JsonFields object(String name, JsonObject value) {
    members.put(name, value);
    return this;
  }

  public JsonFields array(String name, List<? extends Json> values) {
    members.put(name, new JsonArray(List.copyOf(values)));
    return this;
  }

  public JsonFields texts(String name, List<String> values) {
    return array(name, values.stream().map(JsonString::new).toList());
  }

  public JsonObject build() {
    return new JsonObject(members);
  }
}
