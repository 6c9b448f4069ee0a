package dev.streambed.gateway.domain;

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
  /// @param serviceTier Bedrock's name of the tier that served the answer; empty when it gave none
  /// @param retried whether an attempt before this one failed of which nobody knows whether it is
  ///   billed, too: it is not in these numbers
  record Counted(
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      long cacheWrite1h,
      String serviceTier,
      boolean retried)
      implements Usage {

    /// Of an answer that came at the first attempt, or after attempts that cost nothing.
    public Counted(
        long input,
        long output,
        long cacheRead,
        long cacheWrite,
        long cacheWrite1h,
        String serviceTier) {
      this(input, output, cacheRead, cacheWrite, cacheWrite1h, serviceTier, false);
    }

    /// Of an answer of the usual tier without one-hour caches.
    public Counted(long input, long output, long cacheRead, long cacheWrite) {
      this(input, output, cacheRead, cacheWrite, 0, "");
    }

    public Counted withOutput(long changed) {
      return new Counted(input, changed, cacheRead, cacheWrite, cacheWrite1h, serviceTier, retried);
    }

    public Counted withCacheWrite1h(long changed) {
      return new Counted(input, output, cacheRead, cacheWrite, changed, serviceTier, retried);
    }

    public Counted withServiceTier(String changed) {
      return new Counted(input, output, cacheRead, cacheWrite, cacheWrite1h, changed, retried);
    }

    public Counted withRetried(boolean changed) {
      return new Counted(input, output, cacheRead, cacheWrite, cacheWrite1h, serviceTier, changed);
    }
  }

  /// The best that is known of an answer that Bedrock gave no numbers of, and that it may bill.
  ///
  /// @param counts the model's own, as far as it has told them, else a guess from what was seen; a
  ///   cache of which the model said nothing is 0
  /// @param reason why it is an estimate: a name for logs and records
  record Estimated(Counted counts, String reason) implements Usage {

    /// Nothing is read on after a stop or a lost caller.
    public static final String DRAIN_OFF = "drain_off";

    /// The time to read on was over.
    public static final String DRAIN_OVER = "drain_over";

    /// The time of the whole answer was over.
    public static final String DEADLINE = "deadline";

    /// Bedrock failed, or the answer broke off, after the model may have been asked.
    public static final String BROKEN_OFF = "broken_off";

    /// The answer is whole, and neither Bedrock nor the model has counted it.
    public static final String NO_COUNTS = "no_counts";

    /// Bedrock has not counted the answer, and the model has, to its end.
    public static final String MODEL_COUNTS = "model_counts";

    /// The function failed while it was at work on the answer.
    public static final String GATEWAY_FAILED = "gateway_failed";

    /// The function died, and nobody read on.
    public static final String FUNCTION_KILLED = "function_killed";

    /// A guess that knows of no cache.
    public Estimated(long input, long output, String reason) {
      this(new Counted(input, output, 0, 0), reason);
    }
  }

  /// There are no tokens, because the model was not asked or Bedrock refused before it was: nothing
  /// is billed.
  record Unknown() implements Usage {}

  /// Whether this is all that may be billed. Otherwise the answer may have cost as much as was
  /// reserved for it, and the limits keep that.
  default boolean isFinal() {
    return switch (this) {
      case Counted counts -> !counts.retried();
      case Estimated(Counted counts, String reason) ->
          reason.equals(Estimated.MODEL_COUNTS) && !counts.retried();
      case Unknown() -> true;
    };
  }

  /// Where the numbers are from, in logs and records.
  default String source() {
    return switch (this) {
      case Counted _ -> "bedrock";
      case Estimated _ -> "estimate";
      case Unknown() -> "none";
    };
  }
}
