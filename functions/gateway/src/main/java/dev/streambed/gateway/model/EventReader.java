package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelRequest;
import java.util.List;
import java.util.function.Supplier;

/// Reads the events of one attempt at a streamed answer. Not thread-safe.
interface EventReader {

  /// Reads one event.
  ///
  /// @param bytes of one [StreamSignal.EventReceived]
  MeteredEvent read(byte[] bytes);

  /// What was held back because it might have become a tag or a whole character. Called when
  /// nothing more comes.
  List<Chunk> rest();

  /// What Bedrock has said of a guardrail so far.
  Guardrail guardrail();

  /// Whether an answer that ends here is whole although Bedrock's last event did not come.
  boolean isWholeWithoutLast();

  /// Readers of the frames of an answer, one for each attempt.
  static Supplier<EventReader> of(ModelRequest modelRequest) {
    if (modelRequest.operation().isConverse()) {
      return ConverseFrameReader::new;
    }
    return modelRequest.dialect() == Dialect.SEED
        ? InvokeFrameReader::ofEvents
        : InvokeFrameReader::ofFrames;
  }
}
