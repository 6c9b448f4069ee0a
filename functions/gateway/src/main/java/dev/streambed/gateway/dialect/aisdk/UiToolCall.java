package dev.streambed.gateway.dialect.aisdk;

import static dev.streambed.gateway.dialect.aisdk.UiMessageStream.part;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;

/// A tool call while its input arrives. Not thread-safe.
final class UiToolCall {

  private final String id;
  private final String name;
  private final StringBuilder input = new StringBuilder();

  UiToolCall(String id, String name) {
    this.id = id;
    this.name = name;
  }

  JsonObjectBuilder start() {
    return named("tool-input-start");
  }

  JsonObjectBuilder delta(String more) {
    input.append(more);
    return part("tool-input-delta").put("toolCallId", id).put("inputTextDelta", more);
  }

  /// The whole input; or that it is none, as when the answer was cut at its maximum of tokens.
  JsonObjectBuilder end() {
    try {
      return named("tool-input-available").put("input", parsed());
    } catch (JsonException _) {
      return named("tool-input-error")
          .put("input", input.toString())
          .put("errorText", "The model wrote an input that is not JSON.");
    }
  }

  // Bedrock sends nothing for an empty input.
  private Json parsed() {
    return input.isEmpty()
        ? JsonObject.EMPTY
        : Json.read(input.toString().getBytes(StandardCharsets.UTF_8));
  }

  private JsonObjectBuilder named(String type) {
    return part(type).put("toolCallId", id).put("toolName", name);
  }
}
