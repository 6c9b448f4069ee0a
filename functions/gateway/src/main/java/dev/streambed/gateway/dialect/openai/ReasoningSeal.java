package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Carries a model's reasoning with its signature in `encrypted_content`, by which callers send it
/// back with the next request. It is not secret: the model's signature protects it from changes.
final class ReasoningSeal {

  private static final String PREFIX = "sb1.";

  private ReasoningSeal() {}

  /// @param reasoningContent Converse's object
  static String seal(JsonObject reasoningContent) {
    byte[] json = reasoningContent.write().getBytes(StandardCharsets.UTF_8);
    return PREFIX + Base64.getEncoder().encodeToString(json);
  }

  /// Converse's object; empty when another server wrote the content.
  static Optional<JsonObject> open(String sealed) {
    if (!sealed.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      Json json = Json.read(Base64.getDecoder().decode(sealed.substring(PREFIX.length())));
      return json instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    } catch (IllegalArgumentException | JsonException _) {
      return Optional.empty();
    }
  }
}
