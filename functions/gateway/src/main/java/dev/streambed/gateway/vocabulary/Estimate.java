package dev.streambed.gateway.vocabulary;

/// What an answer may need, before it is known.
///
/// @param inputTokens of the prompt, rather too many than too few
/// @param outputTokens the most that the model may write
public record Estimate(long inputTokens, long outputTokens) {

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
