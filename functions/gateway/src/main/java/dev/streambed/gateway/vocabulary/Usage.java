package dev.streambed.gateway.vocabulary;

/// The tokens of one answer.
public sealed interface Usage {

  /// Bedrock's own numbers. Where it leaves a count out, that count is 0: it does so for models
  /// that have no cache, and for embeddings, which write nothing.
  record Counted(long input, long output, long cacheRead, long cacheWrite) implements Usage {}

  /// Bedrock gave no number.
  record Unknown() implements Usage {}

  /// Where the numbers are from, in logs and records.
  default String source() {
    return switch (this) {
      case Counted _ -> "bedrock";
      case Unknown() -> "none";
    };
  }
}
