package dev.streambed.runtimeapi;

import java.time.Duration;

/// How fast streamed answers may leave an environment: a token bucket per answer.
///
/// @param burst bytes that may go at once
/// @param bytesPerSecond the rate after that
/// @param refill how often tokens are added
public record Bandwidth(long burst, long bytesPerSecond, Duration refill) {

  /// What Lambda gives every function.
  public static final Bandwidth LAMBDA = new Bandwidth(6L << 20, 2L << 20, Duration.ofMillis(125));
}
