package dev.streambed.runtime;

/// Retries polling when the platform sends no event. Not thread-safe.
final class NextInvocationRetries {

  /// One and a half seconds in total: a platform that is gone does not come back, and a process
  /// that outlives it wastes memory.
  static final long[] DELAYS_MILLIS = {50, 100, 200, 400, 800};

  private final Sleeper sleeper;
  private int failures;

  NextInvocationRetries(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  void succeeded() {
    failures = 0;
  }

  /// Waits before the next attempt.
  ///
  /// @return false when no attempt is left
  boolean failed() {
    if (failures == DELAYS_MILLIS.length) {
      return false;
    }
    try {
      sleeper.millis(DELAYS_MILLIS[failures++]);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
