package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;

/// An answer that was not streamed.
public sealed interface BufferedAnswer {

  /// The tokens that the answer used.
  Usage usage();

  /// The whole of it.
  record Complete(ModelDocument document) implements BufferedAnswer {

    @Override
    public Usage usage() {
      return document.usage();
    }
  }

  /// No answer.
  ///
  /// @param usage unknown when the call certainly cost nothing, else an estimate
  /// @param allowsFallback whether another model, or the same in another Region, may answer now
  /// @param bedrockRequestId Bedrock's id of the call; empty when it did not answer
  record Failed(Problem problem, Usage usage, boolean allowsFallback, String bedrockRequestId)
      implements BufferedAnswer {

    /// A failure that every model would have.
    public Failed(Problem problem, Usage usage) {
      this(problem, usage, false, "");
    }

    Failed with(Usage changed) {
      return new Failed(problem, changed, allowsFallback, bedrockRequestId);
    }
  }
}
