package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;

/// Tells by a guardrail's trace whether it has stopped a prompt, so that no model was asked.
final class GuardrailBlock {

  private GuardrailBlock() {}

  /// Without a trace nobody knows whether it was the prompt or the answer.
  static boolean isOfPrompt(Json json) {
    if (!(json instanceof JsonObject event)
        || !event.text("amazon-bedrock-guardrailAction").orElse("").equals("INTERVENED")) {
      return false;
    }
    JsonObject trace = event.objectOrEmpty("amazon-bedrock-trace").objectOrEmpty("guardrail");
    boolean hasAnswer = trace.has("outputs") || trace.has("modelOutput");
    return !hasAnswer && isBlocked(trace.objectOrEmpty("input"));
  }

  private static boolean isBlocked(Json assessment) {
    return switch (assessment) {
      case JsonObject object ->
          object.get("action").filter(new JsonString("BLOCKED")::equals).isPresent()
              || object.members().values().stream().anyMatch(GuardrailBlock::isBlocked);
      case JsonArray array -> array.elements().stream().anyMatch(GuardrailBlock::isBlocked);
      default -> false;
    };
  }
}
