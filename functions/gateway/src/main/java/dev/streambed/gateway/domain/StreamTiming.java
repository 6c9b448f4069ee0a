package dev.streambed.gateway.domain;

import java.time.Duration;

/// The timing of a streamed answer.
///
/// @param chunks how many chunks were written to the caller
/// @param firstChunk time from admission to the first chunk; zero when there is none
public record StreamTiming(long chunks, Duration firstChunk) {

  /// No chunk was written.
  public static final StreamTiming NONE = new StreamTiming(0, Duration.ZERO);
}
