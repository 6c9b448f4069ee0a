package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;

/// One event of a model's stream: the content of `bytes` in Bedrock's chunk.
///
/// @param json the text, unchanged; if it was not JSON, the closest valid JSON
/// @param object the parsed object; empty when the event is not an object
record ModelEvent(String json, JsonObject object) {

  /// Reads an event without losing anything: almost valid JSON is repaired, and other text becomes
  /// one string.
  static ModelEvent of(byte[] bytes) {
    try {
      return strictly(bytes);
    } catch (JsonException _) {
      return repaired(bytes);
    }
  }

  boolean isObject() {
    return json.stripLeading().startsWith("{");
  }

  private static ModelEvent repaired(byte[] bytes) {
    try {
      return strictly(JsonRepair.of(bytes));
    } catch (JsonException _) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return new ModelEvent(new JsonString(text).write(), JsonObject.EMPTY);
    }
  }

  private static ModelEvent strictly(byte[] bytes) {
    Json json = Json.read(bytes);
    return new ModelEvent(
        new String(bytes, StandardCharsets.UTF_8),
        json instanceof JsonObject object ? object : JsonObject.EMPTY);
  }
}
