package dev.streambed.gateway.vocabulary;

/// What an answer may need, before it is known.
///
/// @param inputTokens of the prompt, never fewer than will be counted
/// @param outputTokens the most that the model may write
public record Estimate(long inputTokens, long outputTokens) {

  /// More than any model takes or gives, and little enough to be added up.
  public static final long MOST = 10_000_000;

  public static final Estimate NOTHING = new Estimate(0, 0);

  public Estimate {
    if (inputTokens < 0 || outputTokens < 0) {
      throw new IllegalArgumentException("tokens < 0: " + inputTokens + ", " + outputTokens);
    }
  }

  public long tokens() {
    return inputTokens + outputTokens;
  }
}
