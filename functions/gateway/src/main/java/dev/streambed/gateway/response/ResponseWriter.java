package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Outcome;
import java.io.IOException;

/// Writes the answer to one streamed request, in the caller's format. Not thread-safe.
///
/// Every method throws [IOException] when the caller can no longer be reached.
public interface ResponseWriter {

  /// Writes the next chunk.
  ///
  /// @param head of Bedrock's response
  default void chunk(Chunk chunk, BedrockResponseHead head) throws IOException {
    chunk(chunk);
  }

  /// Says that another model answers than the one that the request was for. Called before the first
  /// chunk.
  default void answeredBy(ModelId model) {}

  /// Writes the next chunk, whatever the head of Bedrock's response says.
  void chunk(Chunk chunk) throws IOException;

  /// Writes a keep-alive while the model is silent.
  void ping() throws IOException;

  /// Writes how the answer ended. Nothing may be written after it.
  void end(Outcome outcome) throws IOException;
}
