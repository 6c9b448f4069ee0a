package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.ModelId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// The values that the documents of an answer repeat.
///
/// @param id a UUID
/// @param model the model
/// @param created when the answer began
/// @param prompt the last user message
/// @param body the request
/// @param options what the request asks of Bedrock
/// @param guardrailAction what a guardrail did
public record AnswerContext(
    String id,
    ModelId model,
    Instant created,
    String prompt,
    JsonNode body,
    RequestOptions options,
    Guardrail.Action guardrailAction) {

  /// The id without its dashes.
  String hex() {
    return id.replace("-", "");
  }

  /// The model's name without provider and version, as the model itself says it:
  /// `claude-sonnet-4-20250514`.
  String modelName() {
    String name = model.name();
    return name.substring(name.indexOf('.') + 1).replaceFirst("(-v\\d+)?(:\\d+)?$", "");
  }

  /// Whether the model is one of Anthropic's; only these sign their reasoning.
  boolean isClaude() {
    return model.name().startsWith("anthropic.");
  }

  /// A signature of the answer's reasoning. It is none that anyone could check.
  String signature() {
    return Base64.getEncoder()
        .encodeToString(("scripted reasoning " + id).getBytes(StandardCharsets.UTF_8));
  }
}
