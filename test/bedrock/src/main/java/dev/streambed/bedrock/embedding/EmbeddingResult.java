package dev.streambed.bedrock.embedding;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The outcome of an embedding request.
public sealed interface EmbeddingResult {

  /// The vectors.
  ///
  /// @param document the answer
  /// @param inputTokens how long the texts were
  record Vectors(ObjectNode document, int inputTokens) implements EmbeddingResult {}

  /// A request that Bedrock refuses.
  ///
  /// @param message Bedrock's sentence for its `ValidationException`
  record Invalid(String message) implements EmbeddingResult {

    static Invalid malformed(String what) {
      return new Invalid(
          "Malformed input request: " + what + ", please reformat your input and try again.");
    }

    static Invalid missing(String key) {
      return malformed("#: required key [" + key + "] not found");
    }

    static Invalid notAllowed(String path, int value) {
      return malformed("#/" + path + ": " + value + " is not a valid enum value");
    }
  }
}
