package dev.streambed.bedrock.family;

/// A parsed request body.
public sealed interface ParsedBody {

  /// A question.
  ///
  /// @param text the last user message
  /// @param inputTokens how long everything is that the model has to read
  /// @param mostTokens how long the answer may be
  record Asked(String text, int inputTokens, int mostTokens) implements ParsedBody {}

  /// A request that Bedrock refuses.
  ///
  /// @param message Bedrock's sentence for its `ValidationException`
  record Invalid(String message) implements ParsedBody {}
}
