package dev.streambed.gateway;

import dev.streambed.gateway.fixture.BedrockCounts;
import dev.streambed.gateway.fixture.RecordedAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of an entry that is about tokens: every count, and where they are from.
final class TokenFields {

  private static final List<String> ORIGIN = List.of("usage_source", "estimate_reason");

  private TokenFields() {}

  /// The token fields of an entry.
  static Map<String, String> of(Map<String, String> entry) {
    Map<String, String> tokens = new HashMap<>(entry);
    tokens.keySet().removeIf(name -> !name.endsWith("_tokens") && !ORIGIN.contains(name));
    return tokens;
  }

  /// The token fields that an entry must have according to Bedrock's counts.
  static Map<String, String> of(RecordedAnswer recordedAnswer) throws IOException {
    Optional<BedrockCounts> counts = BedrockCounts.of(recordedAnswer);
    Map<String, String> tokens = new HashMap<>();
    tokens.put("usage_source", counts.isPresent() ? "bedrock" : "none");
    counts.ifPresent(some -> {
      tokens.put("input_tokens", Long.toString(some.input()));
      tokens.put("output_tokens", Long.toString(some.output()));
      tokens.put("cache_read_tokens", Long.toString(some.cacheRead()));
      tokens.put("cache_write_tokens", Long.toString(some.cacheWrite()));
      if (some.cacheWrite1h() > 0) {
        tokens.put("cache_write_1h_tokens", Long.toString(some.cacheWrite1h()));
      }
    });
    return tokens;
  }

  /// Whether it is known what Bedrock billed: it has reported counts, has refused the request, or
  /// its guardrail has blocked the prompt.
  static boolean areKnown(RecordedAnswer recordedAnswer) throws IOException {
    boolean isRefused =
        recordedAnswer.status() / 100 == 4
            && recordedAnswer.status() != 408
            && recordedAnswer.status() != 424;
    return isRefused
        || BedrockCounts.of(recordedAnswer).isPresent()
        || BedrockCounts.isBlocked(recordedAnswer)
        || recordedAnswer.name().contains(".4132f1");
  }

  /// Whether an entry's are a guess.
  static boolean areEstimated(Map<String, String> entry) {
    return entry.getOrDefault("usage_source", "").equals("estimate");
  }
}
