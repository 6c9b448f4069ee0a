package dev.streambed.bench.client;

import java.io.IOException;
import java.util.List;

/// A streamed answer.
///
/// @param asked when the request was written, as `System.nanoTime()`
/// @param pieces in the order in which they came; at least one
/// @param messages in how many messages or events they came
public record Answer(long asked, List<Piece> pieces, int messages) {

  public Answer {
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("an answer without a piece");
    }
  }

  /// From the request to the first piece, in nanoseconds.
  public long untilFirstPiece() {
    return pieces.getFirst().arrived() - asked;
  }

  /// The time from one piece's arrival to another's, divided by the pieces between, in nanoseconds.
  public double timePerPiece(int from, int to) {
    return (double) (pieces.get(to).arrived() - pieces.get(from).arrived()) / (to - from);
  }

  /// How many messages came for each piece; fewer than one when they were merged.
  public double messagesPerPiece() {
    return (double) messages / pieces.size();
  }

  void requireWhole(int wanted) throws IOException {
    if (pieces.size() != wanted) {
      throw new IOException("%d pieces of %d came".formatted(pieces.size(), wanted));
    }
    requireOrder();
  }

  void requireOrder() throws IOException {
    for (int piece = 1; piece < pieces.size(); piece++) {
      if (pieces.get(piece).sent() < pieces.get(piece - 1).sent()) {
        throw new IOException("piece %d came before one that was sent earlier".formatted(piece));
      }
    }
  }
}
