package dev.streambed.bench.client;

/// One chunk of an answer. Both times are `System.nanoTime()` values.
///
/// @param sentAt when Bedrock sent it
/// @param arrivedAt when its last byte reached the caller
public record Chunk(long sentAt, long arrivedAt) {

  /// Its latency in nanoseconds.
  public long latency() {
    return arrivedAt - sentAt;
  }
}
