package dev.streambed.bedrock.family;

/// The token counts of an answer, and whether the limit cut it short.
///
/// @param isCutShort whether the answer would have been longer than the request allowed
public record TokenUsage(int inputTokens, int outputTokens, boolean isCutShort) {

  int totalTokens() {
    return inputTokens + outputTokens;
  }

  /// The family's own stop reason.
  String stop(String finished, String cutShort) {
    return isCutShort ? cutShort : finished;
  }
}
