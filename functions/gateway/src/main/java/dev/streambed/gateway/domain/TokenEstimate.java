package dev.streambed.gateway.domain;

/// Upper bounds of the tokens of an answer, before it is known.
///
/// @param inputTokens tokens of the prompt, never fewer than will be counted
/// @param outputTokens the most tokens that the model may write
public record TokenEstimate(long inputTokens, long outputTokens) {

  /// More than any model reads or writes, and small enough to be summed without overflow.
  public static final long MAX_TOKENS = 10_000_000;

  public static final TokenEstimate NOTHING = new TokenEstimate(0, 0);

  public TokenEstimate {
    if (inputTokens < 0 || outputTokens < 0) {
      throw new IllegalArgumentException("tokens < 0: " + inputTokens + ", " + outputTokens);
    }
  }

  public long tokens() {
    return inputTokens + outputTokens;
  }

  /// A copy with no more output tokens than this.
  public TokenEstimate withOutputAtMost(long most) {
    return new TokenEstimate(inputTokens, Math.min(outputTokens, most));
  }
}
