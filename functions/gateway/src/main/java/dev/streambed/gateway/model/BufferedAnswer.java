package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;

/// An answer that was not streamed.
public sealed interface BufferedAnswer {

  /// What it has used.
  Usage usage();

  /// The whole of it.
  ///
  /// @param json as Bedrock sent it
  /// @param stopReason the model's own stop reason, or that a guardrail intervened; empty when it
  ///   gave none
  record Document(Payload json, Usage usage, String stopReason, Guardrail guardrail)
      implements BufferedAnswer {}

  /// There is none.
  ///
  /// @param usage unknown when it certainly cost nothing, else an estimate
  record Failed(Problem problem, Usage usage) implements BufferedAnswer {}
}
