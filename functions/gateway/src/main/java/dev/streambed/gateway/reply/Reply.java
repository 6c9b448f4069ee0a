package dev.streambed.gateway.reply;

import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Piece;
import java.io.IOException;

/// The answer to one streamed request, as its caller reads it. Not thread-safe.
///
/// Every method throws [IOException] when the caller cannot be reached any more.
public interface Reply {

  /// Says the next piece.
  void piece(Piece piece) throws IOException;

  /// Says that the answer is still to come.
  void silence() throws IOException;

  /// Says how it ended: the last words, after which nothing may be said.
  void end(Ending ending) throws IOException;
}
