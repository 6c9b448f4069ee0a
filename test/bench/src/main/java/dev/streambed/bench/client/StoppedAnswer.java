package dev.streambed.bench.client;

/// An answer that was stopped.
///
/// @param stopSentAt when the stop was sent, as `System.nanoTime()`
/// @param answer the answer
/// @param endedAt when its last byte arrived
public record StoppedAnswer(long stopSentAt, Answer answer, long endedAt) {

  /// The time from the stop to the last chunk in nanoseconds; 0 if none arrived after it.
  public long timeToLastChunk() {
    return Math.max(0, answer.chunks().getLast().arrivedAt() - stopSentAt);
  }

  /// From the stop to the answer's end, in nanoseconds.
  public long timeToEnd() {
    return endedAt - stopSentAt;
  }
}
