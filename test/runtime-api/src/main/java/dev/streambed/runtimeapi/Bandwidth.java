package dev.streambed.runtimeapi;

import java.time.Duration;

/// The bandwidth of streamed responses: a token bucket for each response.
///
/// @param burst bytes that may be sent at once, at least one read of the server (32 KiB)
/// @param bytesPerSecond the rate after that
/// @param refill how often tokens are added
public record Bandwidth(long burst, long bytesPerSecond, Duration refill) {

  /// The most bytes that are read, and so taken from the bucket, at once.
  static final int LARGEST_CHUNK = 32 << 10;

  /// Lambda's bandwidth for every function.
  public static final Bandwidth LAMBDA = new Bandwidth(6L << 20, 2L << 20, Duration.ofMillis(125));

  public Bandwidth {
    if (burst < LARGEST_CHUNK) {
      throw new IllegalArgumentException("burst < " + LARGEST_CHUNK + ": " + burst);
    }
    if (bytesPerSecond * refill.toMillis() < 1000) {
      throw new IllegalArgumentException("less than one byte is added in " + refill);
    }
  }

  long bytesPerRefill() {
    return bytesPerSecond * refill.toMillis() / 1000;
  }

  /// Enforces a [Bandwidth]. Not thread-safe: one bucket per response.
  static final class TokenBucket {

    private final MonotonicClock monotonicClock;
    private final long capacity;
    private final long interval;
    private final long refill;
    private long tokens;
    private long refilledAt;

    TokenBucket(Bandwidth bandwidth, MonotonicClock monotonicClock) {
      this.monotonicClock = monotonicClock;
      this.capacity = bandwidth.burst();
      this.interval = bandwidth.refill().toNanos();
      this.refill = bandwidth.bytesPerRefill();
      this.tokens = capacity;
      this.refilledAt = monotonicClock.nanos();
    }

    /// Waits until this many bytes may be sent, then counts them.
    void take(int bytes) throws InterruptedException {
      refill();
      while (tokens < bytes) {
        monotonicClock.sleep(refilledAt + interval - monotonicClock.nanos());
        refill();
      }
      tokens -= bytes;
    }

    private void refill() {
      long intervals = Math.max(0, (monotonicClock.nanos() - refilledAt) / interval);
      refilledAt += intervals * interval;
      tokens = Math.min(capacity, tokens + intervals * refill);
    }
  }
}
