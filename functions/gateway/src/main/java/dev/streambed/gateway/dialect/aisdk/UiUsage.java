package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObjectBuilder;

/// Token counts as the AI SDK's `LanguageModelUsage`: those of the input contain the cached ones.
/// They are there only when Bedrock or the model has counted the whole answer.
final class UiUsage {

  private UiUsage() {}

  /// `null` when nothing was counted, so that it replaces the counts of an earlier step.
  static Json of(Usage usage) {
    return switch (usage) {
      case Usage.Counted counts -> of(counts);
      case Usage.Estimated(Usage.Counted counts, String reason) ->
          reason.equals(Usage.Estimated.MODEL_COUNTS) ? of(counts) : new JsonNull();
      case Usage.Unknown() -> new JsonNull();
    };
  }

  private static Json of(Usage.Counted counts) {
    long input = counts.input() + counts.cacheRead() + counts.cacheWrite();
    JsonObjectBuilder details =
        new JsonObjectBuilder()
            .put("noCacheTokens", counts.input())
            .put("cacheReadTokens", counts.cacheRead())
            .put("cacheWriteTokens", counts.cacheWrite());
    return new JsonObjectBuilder()
        .put("inputTokens", input)
        .put("inputTokenDetails", details.build())
        .put("outputTokens", counts.output())
        .put("totalTokens", input + counts.output())
        .build();
  }
}
