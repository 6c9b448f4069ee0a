package dev.streambed.cli.console;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds a JSON object, member by member. What is absent stays out.
public final class Fields {

  private final Map<String, Json> members = new LinkedHashMap<>();

  public Fields text(String name, String value) {
    members.put(name, new JsonText(value));
    return this;
  }

  public Fields text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
    return this;
  }

  public Fields number(String name, long value) {
    members.put(name, JsonNumber.of(value));
    return this;
  }

  public Fields number(String name, BigDecimal value) {
    members.put(name, JsonNumber.of(value));
    return this;
  }

  public Fields flag(String name, boolean value) {
    members.put(name, new JsonBoolean(value));
    return this;
  }

  public Fields object(String name, JsonObject value) {
    members.put(name, value);
    return this;
  }

  public Fields array(String name, List<? extends Json> values) {
    members.put(name, new JsonArray(List.copyOf(values)));
    return this;
  }

  public Fields texts(String name, List<String> values) {
    return array(name, values.stream().map(JsonText::new).toList());
  }

  public JsonObject build() {
    return new JsonObject(members);
  }
}
