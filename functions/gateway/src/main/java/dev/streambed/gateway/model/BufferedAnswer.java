package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;

/// An answer that was not streamed.
public sealed interface BufferedAnswer {

  /// What it has used.
  Usage usage();

  /// The whole of it.
  record Complete(ModelDocument document) implements BufferedAnswer {

    @Override
    public Usage usage() {
      return document.usage();
    }
  }

  /// There is none.
  ///
  /// @param usage unknown when it certainly cost nothing, else an estimate
  record Failed(Problem problem, Usage usage) implements BufferedAnswer {}
}
