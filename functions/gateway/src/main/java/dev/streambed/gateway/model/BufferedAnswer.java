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
  record Failed(Problem problem, Usage usage) implements BufferedAnswer {}
}
