package dev.streambed.bedrock.family;

/// How an answer ended, and what it cost.
///
/// @param isCutShort whether the answer would have been longer than the request allowed
public record TokenUsage(int inputTokens, int outputTokens, boolean isCutShort) {

  int totalTokens() {
    return inputTokens + outputTokens;
  }

  /// The family's own word for how it ended.
  String stop(String finished, String cutShort) {
    return isCutShort ? cutShort : finished;
  }
}
