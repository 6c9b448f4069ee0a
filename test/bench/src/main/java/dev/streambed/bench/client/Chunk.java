package dev.streambed.bench.client;

/// One piece of an answer. Both times are `System.nanoTime()`.
///
/// @param sentAt when Bedrock sent it
/// @param arrivedAt when its last byte was at the caller
public record Chunk(long sentAt, long arrivedAt) {

  /// How long it took, in nanoseconds.
  public long latency() {
    return arrivedAt - sentAt;
  }
}
