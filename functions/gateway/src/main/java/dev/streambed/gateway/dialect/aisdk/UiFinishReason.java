package dev.streambed.gateway.dialect.aisdk;

/// Why an answer ended, in the AI SDK's words.
final class UiFinishReason {

  private UiFinishReason() {}

  /// @param stopReason Converse's
  static String of(String stopReason) {
    return switch (stopReason) {
      case "end_turn", "stop_sequence" -> "stop";
      case "max_tokens", "model_context_window_exceeded" -> "length";
      case "tool_use" -> "tool-calls";
      case "guardrail_intervened", "content_filtered", "refusal" -> "content-filter";
      default -> "other";
    };
  }
}
