package dev.streambed.bedrock.family;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why an answer ended, in the words of the Converse API.
public enum StopReason {
  END_TURN,
  TOOL_USE,
  MAX_TOKENS,
  STOP_SEQUENCE,
  GUARDRAIL_INTERVENED,
  CONTENT_FILTERED,
  MALFORMED_MODEL_OUTPUT,
  MALFORMED_TOOL_USE,
  MODEL_CONTEXT_WINDOW_EXCEEDED;

  /// The reason with this name, for example `end_turn`.
  public static Optional<StopReason> named(String name) {
    return Arrays.stream(values()).filter(reason -> reason.wireName().equals(name)).findFirst();
  }

  /// All names, for an error message.
  public static String names() {
    return Arrays.stream(values()).map(StopReason::wireName).collect(Collectors.joining(", "));
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The words of a family that has fewer reasons than the Converse API.
  ///
  /// @param finished the answer is complete, or Bedrock ended it
  /// @param cutShort at the request's limit, or the model's
  /// @param toolCalls the caller is to run tools
  /// @param sequence at one of the request's stop sequences
  /// @param filtered the model refused
  record Words(
      String finished, String cutShort, String toolCalls, String sequence, String filtered) {

    /// Chat completions.
    static final Words CHAT = new Words("stop", "length", "tool_calls", "stop", "content_filter");

    String of(StopReason stopReason) {
      return switch (stopReason) {
        case END_TURN, GUARDRAIL_INTERVENED, MALFORMED_MODEL_OUTPUT, MALFORMED_TOOL_USE -> finished;
        case TOOL_USE -> toolCalls;
        case MAX_TOKENS, MODEL_CONTEXT_WINDOW_EXCEEDED -> cutShort;
        case STOP_SEQUENCE -> sequence;
        case CONTENT_FILTERED -> filtered;
      };
    }
  }
}
