package dev.streambed.bedrock.family;

/// The token counts of an answer, and why it ended.
///
/// @param inputTokens without those that the cache handled
public record TokenUsage(
    int inputTokens, int outputTokens, CacheUsage cacheUsage, StopReason stopReason) {

  int totalTokens() {
    return inputTokens + outputTokens + cacheUsage.read() + cacheUsage.allWritten();
  }

  /// Whether the answer would have been longer than the request allowed.
  boolean isCutShort() {
    return stopReason == StopReason.MAX_TOKENS;
  }

  /// The stop reason of a family that knows only two.
  String stop(String finished, String cutShort) {
    return isCutShort() ? cutShort : finished;
  }

  /// The stop reason in a family's words.
  String stop(StopReason.Words words) {
    return words.of(stopReason);
  }
}
