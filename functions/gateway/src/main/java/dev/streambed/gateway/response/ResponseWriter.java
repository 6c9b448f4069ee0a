package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Outcome;
import java.io.IOException;

/// The answer to one streamed request, as its caller reads it. Not thread-safe.
///
/// Every method throws [IOException] when the caller cannot be reached any more.
public interface ResponseWriter {

  /// Says the next piece.
  void chunk(Chunk chunk) throws IOException;

  /// Says that the answer is still to come.
  void ping() throws IOException;

  /// Says how it ended: the last words, after which nothing may be said.
  void end(Outcome outcome) throws IOException;
}
