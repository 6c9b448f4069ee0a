package dev.streambed.gateway.vocabulary;

/// The tokens of one answer.
public sealed interface Usage {

  /// Bedrock's own numbers, each token in one of the four. Where it leaves a count out, that count
  /// is 0: it does so for models that have no cache, and for embeddings, which write nothing.
  ///
  /// @param input read without help of a cache
  /// @param cacheRead read from a cache
  /// @param cacheWrite read and written to a cache, for whatever time
  /// @param cacheWrite1h those of `cacheWrite` that are kept for an hour; 0 when Bedrock does not
  ///   tell them from the others
  /// @param serviceTier Bedrock's word for the tier that served the answer; empty when it gave none
  record Counted(
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      long cacheWrite1h,
      String serviceTier)
      implements Usage {

    /// Of an answer of the usual tier without one-hour caches.
    public Counted(long input, long output, long cacheRead, long cacheWrite) {
      this(input, output, cacheRead, cacheWrite, 0, "");
    }

    public Counted withOutput(long changed) {
      return new Counted(input, changed, cacheRead, cacheWrite, cacheWrite1h, serviceTier);
    }

    public Counted withCacheWrite1h(long changed) {
      return new Counted(input, output, cacheRead, cacheWrite, changed, serviceTier);
    }

    public Counted withServiceTier(String changed) {
      return new Counted(input, output, cacheRead, cacheWrite, cacheWrite1h, changed);
    }
  }

  /// Our own guess, of an answer that we stopped reading before Bedrock's numbers came.
  ///
  /// @param counts as far as anybody can tell; a cache of which the model said nothing is 0
  /// @param reason why we stopped reading: a word for logs and records
  record Estimated(Counted counts, String reason) implements Usage {

    /// Nothing is read on after a stop or a lost caller.
    public static final String DRAIN_OFF = "drain_off";

    /// The time to read on was over.
    public static final String DRAIN_OVER = "drain_over";

    /// The time of the whole answer was over.
    public static final String DEADLINE = "deadline";

    /// The function died, and nobody read on.
    public static final String FUNCTION_KILLED = "function_killed";

    /// A guess that knows of no cache.
    public Estimated(long input, long output, String reason) {
      this(new Counted(input, output, 0, 0), reason);
    }
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
