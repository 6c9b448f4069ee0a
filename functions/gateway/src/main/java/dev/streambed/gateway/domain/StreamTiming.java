package dev.streambed.gateway.domain;

import java.time.Duration;

/// How a streamed answer came.
///
/// @param chunks how many were handed over to the caller
/// @param firstChunk from the admission to the first of them; zero while there is none
public record StreamTiming(long chunks, Duration firstChunk) {

  /// Of an answer of which no chunk was seen.
  public static final StreamTiming NONE = new StreamTiming(0, Duration.ZERO);
}
