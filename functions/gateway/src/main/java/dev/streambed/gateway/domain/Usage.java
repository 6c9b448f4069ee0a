package dev.streambed.gateway.domain;

/// The tokens of one answer.
public sealed interface Usage {

  /// Bedrock's own counts, each token in exactly one of the four. A count that Bedrock leaves out
  /// is 0: models without a cache leave out cache counts, and embeddings leave out output.
  ///
  /// @param input tokens read without a cache
  /// @param cacheRead tokens read from a cache
  /// @param cacheWrite tokens read and written to a cache, whatever its lifetime
  /// @param cacheWrite1h the part of `cacheWrite` that is kept for an hour; 0 when Bedrock does not
  ///   report it separately
  /// @param serviceTier Bedrock's name of the tier that served the answer; empty when it gave none
  /// @param retried whether an earlier attempt failed that may be billed as well; its tokens are
  ///   not included
  record Counted(
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      long cacheWrite1h,
      String serviceTier,
      boolean retried)
      implements Usage {

    /// Counts of an answer without an earlier attempt that may be billed.
    public Counted(
        long input,
        long output,
        long cacheRead,
        long cacheWrite,
        long cacheWrite1h,
        String serviceTier) {
      this(input, output, cacheRead, cacheWrite, cacheWrite1h, serviceTier, false);
    }

    /// Counts of an answer on the default tier, without one-hour caches.
    public Counted(long input, long output, long cacheRead, long cacheWrite) {
      this(input, output, cacheRead, cacheWrite, 0, "");
    }

    Counted plus(Counted other) {
      return new Counted(
          input + other.input,
          output + other.output,
          cacheRead + other.cacheRead,
          cacheWrite + other.cacheWrite,
          cacheWrite1h + other.cacheWrite1h,
          serviceTier,
          retried || other.retried);
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

  /// The best estimate for an answer that Bedrock sent no counts for but may bill.
  ///
  /// @param counts the model's own counts where it reported any, else an estimate from what was
  ///   sent and received; an unreported cache count is 0
  /// @param reason why it is an estimate: a name for logs and records
  record Estimated(Counted counts, String reason) implements Usage {

    /// Draining after a stop or a disconnect is turned off.
    public static final String DRAIN_OFF = "drain_off";

    /// The time for draining ran out.
    public static final String DRAIN_OVER = "drain_over";

    /// The deadline of the answer passed.
    public static final String DEADLINE = "deadline";

    /// Bedrock failed or the stream broke after the model may have been called.
    public static final String BROKEN_OFF = "broken_off";

    /// The answer is complete, but neither Bedrock nor the model counted it.
    public static final String NO_COUNTS = "no_counts";

    /// Bedrock did not count the answer, but the model counted it to its end.
    public static final String MODEL_COUNTS = "model_counts";

    /// Nothing came of the answer until another model was asked.
    public static final String SILENT = "silent";

    /// The gateway failed while it was processing the answer.
    public static final String GATEWAY_FAILED = "gateway_failed";

    /// The function died, so the answer was not drained.
    public static final String FUNCTION_KILLED = "function_killed";

    /// An estimate without cache tokens.
    public Estimated(long input, long output, String reason) {
      this(new Counted(input, output, 0, 0), reason);
    }
  }

  /// No tokens: the model was not called, or Bedrock refused the call before running it. Nothing is
  /// billed.
  record Unknown() implements Usage {}

  /// What two answers used together. It is an estimate when one of them is.
  default Usage plus(Usage other) {
    if (this instanceof Unknown || other instanceof Unknown) {
      return this instanceof Unknown ? other : this;
    }
    Counted sum = counts(this).plus(counts(other));
    String reason = weaker(reason(this), reason(other));
    return reason.isEmpty() ? sum : new Estimated(sum, reason);
  }

  private static Counted counts(Usage usage) {
    return switch (usage) {
      case Counted counts -> counts;
      case Estimated(Counted counts, _) -> counts;
      case Unknown() -> new Counted(0, 0, 0, 0);
    };
  }

  private static String reason(Usage usage) {
    return usage instanceof Estimated(_, String reason) ? reason : "";
  }

  // Counts of the model are final, as Bedrock's are.
  private static String weaker(String one, String other) {
    return one.isEmpty() || (one.equals(Estimated.MODEL_COUNTS) && !other.isEmpty()) ? other : one;
  }

  /// Whether these counts include everything that may be billed. Otherwise the answer may have cost
  /// as much as was reserved, and the limits keep the reservation.
  default boolean isFinal() {
    return switch (this) {
      case Counted counts -> !counts.retried();
      case Estimated(Counted counts, String reason) ->
          reason.equals(Estimated.MODEL_COUNTS) && !counts.retried();
      case Unknown() -> true;
    };
  }

  /// The source of the counts, in logs and records.
  default String source() {
    return switch (this) {
      case Counted _ -> "bedrock";
      case Estimated _ -> "estimate";
      case Unknown() -> "none";
    };
  }
}
