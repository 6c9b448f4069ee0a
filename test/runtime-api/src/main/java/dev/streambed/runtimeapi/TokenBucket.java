package dev.streambed.runtimeapi;

/// Lets bytes through at a [Bandwidth]. Not thread-safe: one bucket per answer.
final class TokenBucket {

  private final Time time;
  private final long capacity;
  private final long interval;
  private final long refill;
  private long tokens;
  private long refilledAt;

  TokenBucket(Bandwidth bandwidth, Time time) {
    this.time = time;
    this.capacity = bandwidth.burst();
    this.interval = bandwidth.refill().toNanos();
    this.refill = bandwidth.bytesPerRefill();
    this.tokens = capacity;
    this.refilledAt = time.nanos();
  }

  /// Waits until so many bytes may go, then counts them.
  void take(int bytes) throws InterruptedException {
    refill();
    while (tokens < bytes) {
      time.sleep(refilledAt + interval - time.nanos());
      refill();
    }
    tokens -= bytes;
  }

  private void refill() {
    long intervals = Math.max(0, (time.nanos() - refilledAt) / interval);
    refilledAt += intervals * interval;
    tokens = Math.min(capacity, tokens + intervals * refill);
  }
}
