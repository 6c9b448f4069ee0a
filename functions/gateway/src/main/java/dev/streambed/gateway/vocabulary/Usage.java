package dev.streambed.gateway.vocabulary;

/// The tokens of one answer.
public sealed interface Usage {

  /// Bedrock's own numbers. Where it leaves a count out, that count is 0: it does so for models
  /// that have no cache, and for embeddings, which write nothing.
  record Counted(long input, long output, long cacheRead, long cacheWrite) implements Usage {}

  /// Our own guess, of an answer that we stopped reading before Bedrock's numbers came.
  ///
  /// @param reason why we stopped reading: a word for logs and records
  record Estimated(long input, long output, String reason) implements Usage {

    /// Nothing is read on after a stop or a lost caller.
    public static final String DRAIN_OFF = "drain_off";

    /// The time to read on was over.
    public static final String DRAIN_OVER = "drain_over";

    /// The time of the whole answer was over.
    public static final String DEADLINE = "deadline";
  }

  /// Bedrock gave no number.
  record Unknown() implements Usage {}

  /// Where the numbers are from, in logs and records.
  default String source() {
    return switch (this) {
      case Counted _ -> "bedrock";
      case Estimated _ -> "estimate";
      case Unknown() -> "none";
    };
  }
}
