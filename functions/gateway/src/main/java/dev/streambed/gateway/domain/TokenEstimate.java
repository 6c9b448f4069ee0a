package dev.streambed.gateway.domain;

/// What an answer may need, before it is known.
///
/// @param inputTokens of the prompt, never fewer than will be counted
/// @param outputTokens the most that the model may write
public record TokenEstimate(long inputTokens, long outputTokens) {

  /// More than any model takes or gives, and little enough to be added up.
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
}
