package dev.streambed.e2e.product;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for asynchronous events, on a machine that may be slow.
public final class Eventually {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

  private Eventually() {}

  /// Returns as soon as the condition holds.
  ///
  /// @param what is awaited, for the failure's message
  public static void until(String what, BooleanSupplier condition) throws InterruptedException {
    value(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /// Returns the value as soon as there is one.
  ///
  /// @param what is awaited, for the failure's message
  public static <T> T value(String what, Supplier<Optional<T>> look) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come within " + LONGEST + ": " + what);
      }
      Thread.sleep(POLL_INTERVAL);
    }
  }
}
