package dev.streambed.bench.client;

/// An answer that was stopped.
///
/// @param stopSentAt when the stop was sent, as `System.nanoTime()`
/// @param answer what came of it
/// @param endedAt when its last byte came
public record StoppedAnswer(long stopSentAt, Answer answer, long endedAt) {

  /// From the stop to the last piece, in nanoseconds; 0 when none came after it.
  public long timeToLastChunk() {
    return Math.max(0, answer.chunks().getLast().arrivedAt() - stopSentAt);
  }

  /// From the stop to the answer's end, in nanoseconds.
  public long timeToEnd() {
    return endedAt - stopSentAt;
  }
}
