package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.Optional;

/// Token counts in OpenAI's arithmetic: those of the prompt contain the cached ones. They are there
/// only when Bedrock or the model has counted the whole answer.
final class OpenAiUsage {

  private OpenAiUsage() {}

  /// The member `usage` of Chat Completions; `null` when nothing was counted.
  static Json chat(Usage usage) {
    return counted(usage)
        .<Json>map(counts ->
            new JsonObjectBuilder()
                .put("prompt_tokens", input(counts))
                .put("completion_tokens", counts.output())
                .put("total_tokens", input(counts) + counts.output())
                .put("prompt_tokens_details", cached(counts))
                .build())
        .orElseGet(JsonNull::new);
  }

  /// The member `usage` of the Responses API; `null` when nothing was counted.
  static Json responses(Usage usage) {
    return counted(usage)
        .<Json>map(counts ->
            new JsonObjectBuilder()
                .put("input_tokens", input(counts))
                .put("input_tokens_details", cached(counts))
                .put("output_tokens", counts.output())
                // Bedrock does not count reasoning by itself.
                .put(
                    "output_tokens_details",
                    new JsonObjectBuilder().put("reasoning_tokens", 0).build())
                .put("total_tokens", input(counts) + counts.output())
                .build())
        .orElseGet(JsonNull::new);
  }

  /// The tokens of a prompt.
  static long input(Usage.Counted counts) {
    return counts.input() + counts.cacheRead() + counts.cacheWrite();
  }

  static Optional<Usage.Counted> counted(Usage usage) {
    return switch (usage) {
      case Usage.Counted counts -> Optional.of(counts);
      case Usage.Estimated(Usage.Counted counts, String reason) ->
          reason.equals(Usage.Estimated.MODEL_COUNTS) ? Optional.of(counts) : Optional.empty();
      case Usage.Unknown() -> Optional.empty();
    };
  }

  private static JsonObject cached(Usage.Counted counts) {
    return new JsonObjectBuilder().put("cached_tokens", counts.cacheRead()).build();
  }
}
