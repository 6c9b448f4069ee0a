package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Outcome;
import java.io.IOException;

/// The answer to one streamed request, as its caller reads it. Not thread-safe.
///
/// Every method throws [IOException] when the caller cannot be reached any more.
public interface ResponseWriter {

  /// Writes the next chunk.
  ///
  /// @param head of Bedrock's response
  default void chunk(Chunk chunk, BedrockResponseHead head) throws IOException {
    chunk(chunk);
  }

  /// Writes the next chunk, whatever the head of Bedrock's response says.
  void chunk(Chunk chunk) throws IOException;

  /// Says that the answer is still to come.
  void ping() throws IOException;

  /// Writes how the answer ended, after which nothing may be written.
  void end(Outcome outcome) throws IOException;
}
