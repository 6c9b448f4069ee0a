package dev.streambed.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for asynchronous events, on a machine that may be slow.
public final class Eventually {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Eventually() {}

  /// Returns as soon as the condition holds, and fails when it does not within a minute.
  public static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen within " + LONGEST);
      }
      Thread.sleep(5);
    }
  }
}
