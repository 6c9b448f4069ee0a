package dev.streambed.runtimeapi;

import java.time.Duration;

/// How fast streamed answers may leave an environment: a token bucket per answer.
///
/// @param burst bytes that may go at once, at least one read of the server (32 KiB)
/// @param bytesPerSecond the rate after that
/// @param refill how often tokens are added
public record Bandwidth(long burst, long bytesPerSecond, Duration refill) {

  /// The most that is read, and so taken from the bucket, at once.
  static final int LARGEST_PIECE = 32 << 10;

  /// What Lambda gives every function.
  public static final Bandwidth LAMBDA = new Bandwidth(6L << 20, 2L << 20, Duration.ofMillis(125));

  public Bandwidth {
    if (burst < LARGEST_PIECE) {
      throw new IllegalArgumentException("burst < " + LARGEST_PIECE + ": " + burst);
    }
    if (bytesPerSecond * refill.toMillis() < 1000) {
      throw new IllegalArgumentException("less than one byte is added in " + refill);
    }
  }

  long bytesPerRefill() {
    return bytesPerSecond * refill.toMillis() / 1000;
  }
}
