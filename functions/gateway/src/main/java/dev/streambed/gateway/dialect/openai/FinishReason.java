package dev.streambed.gateway.dialect.openai;

/// Why an answer ended, in the words of Chat Completions.
final class FinishReason {

  static final String STOP = "stop";
  static final String LENGTH = "length";
  static final String CONTENT_FILTER = "content_filter";

  private FinishReason() {}

  /// @param stopReason Converse's
  static String of(String stopReason) {
    return switch (stopReason) {
      case "max_tokens", "model_context_window_exceeded" -> LENGTH;
      case "tool_use" -> "tool_calls";
      case "guardrail_intervened", "content_filtered", "refusal" -> CONTENT_FILTER;
      default -> STOP;
    };
  }
}
