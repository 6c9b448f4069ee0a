package dev.streambed.bench.client;

import java.util.List;

/// A whole streamed answer.
///
/// @param asked when the request was written, as `System.nanoTime()`
/// @param pieces in order; at least one
public record Answer(long asked, List<Piece> pieces) {

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
}
