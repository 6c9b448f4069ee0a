package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;

/// An answer that was not streamed.
public sealed interface WholeAnswer {

  /// The whole of it.
  ///
  /// @param json as Bedrock sent it
  record Document(Payload json, Usage usage) implements WholeAnswer {}

  /// There is none.
  ///
  /// @param usage unknown, or an estimate when we were the ones who gave it up
  record Failed(Problem problem, Usage usage) implements WholeAnswer {}
}
