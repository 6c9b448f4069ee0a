package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;

/// Token counts in Anthropic's arithmetic, which is the ledger's too: `input_tokens` has only those
/// that no cache had a part in.
final class MessageUsage {

  private MessageUsage() {}

  /// Before anything is counted.
  static JsonObject unknown() {
    return new JsonObjectBuilder().put("input_tokens", 0).put("output_tokens", 0).build();
  }

  /// The counts of an answer.
  static JsonObject of(Usage usage) {
    return switch (usage) {
      case Usage.Counted counts -> of(counts);
      case Usage.Estimated(Usage.Counted counts, _) -> of(counts);
      case Usage.Unknown() -> unknown();
    };
  }

  /// Like [#of], for the last event of a stream: what is not known does not replace what was told
  /// at its start.
  static JsonObject ofDelta(Usage usage) {
    return usage instanceof Usage.Unknown
        ? new JsonObjectBuilder().put("output_tokens", 0).build()
        : of(usage);
  }

  private static JsonObject of(Usage.Counted counts) {
    JsonObject cacheCreation =
        new JsonObjectBuilder()
            .put("ephemeral_5m_input_tokens", counts.cacheWrite() - counts.cacheWrite1h())
            .put("ephemeral_1h_input_tokens", counts.cacheWrite1h())
            .build();
    JsonObjectBuilder usage =
        new JsonObjectBuilder()
            .put("input_tokens", counts.input())
            .put("cache_creation_input_tokens", counts.cacheWrite())
            .put("cache_read_input_tokens", counts.cacheRead())
            .put("cache_creation", cacheCreation)
            .put("output_tokens", counts.output());
    if (!counts.serviceTier().isEmpty()) {
      usage.put("service_tier", serviceTier(counts.serviceTier()));
    }
    return usage.build();
  }

  private static String serviceTier(String bedrocks) {
    return bedrocks.equals("default") ? "standard" : bedrocks;
  }
}
