package dev.streambed.bench.client;

/// One piece of an answer. Both times are `System.nanoTime()`.
///
/// @param sent when Bedrock sent it
/// @param arrived when its last byte was at the caller
public record Piece(long sent, long arrived) {

  /// How long it took, in nanoseconds.
  public long latency() {
    return arrived - sent;
  }
}
