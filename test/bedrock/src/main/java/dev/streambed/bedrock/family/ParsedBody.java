package dev.streambed.bedrock.family;

/// A parsed request body.
public sealed interface ParsedBody {

  /// A question.
  ///
  /// @param text the last user message
  /// @param inputTokens how long everything is that the model has to read
  /// @param mostTokens how long the answer may be
  /// @param features tools, and what else shapes the answer
  record Valid(String text, int inputTokens, int mostTokens, RequestFeatures features)
      implements ParsedBody {

    /// The same question with tools.
    Valid with(RequestFeatures changed) {
      return new Valid(text, inputTokens, mostTokens, changed);
    }
  }

  /// A request that Bedrock refuses.
  ///
  /// @param message Bedrock's sentence for its `ValidationException`
  record Invalid(String message) implements ParsedBody {}
}
