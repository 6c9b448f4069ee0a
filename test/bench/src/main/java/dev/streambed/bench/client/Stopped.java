package dev.streambed.bench.client;

/// An answer that was stopped.
///
/// @param sent when the stop was sent, as `System.nanoTime()`
/// @param answer what came of it
/// @param ended when its last byte came
public record Stopped(long sent, Answer answer, long ended) {

  /// From the stop to the last piece, in nanoseconds; 0 when none came after it.
  public long untilLastPiece() {
    return Math.max(0, answer.pieces().getLast().arrived() - sent);
  }

  /// From the stop to the answer's end, in nanoseconds.
  public long untilEnd() {
    return ended - sent;
  }
}
