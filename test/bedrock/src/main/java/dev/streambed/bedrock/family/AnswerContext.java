package dev.streambed.bedrock.family;

import dev.streambed.bedrock.protocol.ModelId;
import java.time.Instant;

/// The values that the documents of an answer repeat.
///
/// @param id a UUID
/// @param model the model
/// @param created when the answer began
/// @param prompt the last user message
public record AnswerContext(String id, ModelId model, Instant created, String prompt) {

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
}
