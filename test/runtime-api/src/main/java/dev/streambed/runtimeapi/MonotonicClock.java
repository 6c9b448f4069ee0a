package dev.streambed.runtimeapi;

/// Monotonic time and sleeping, so that a test of 50 MB at 2 MiB/s need not take 22 seconds.
public interface MonotonicClock {

  /// The system's clock.
  MonotonicClock SYSTEM =
      new MonotonicClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
      };

  long nanos();

  void sleep(long nanos) throws InterruptedException;
}
