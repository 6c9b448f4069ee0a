package dev.streambed.runtimeapi;

/// Lets bytes through at a [Bandwidth]. Not thread-safe: one bucket per answer.
final class TokenBucket {

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

  /// Waits until so many bytes may go, then counts them.
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
