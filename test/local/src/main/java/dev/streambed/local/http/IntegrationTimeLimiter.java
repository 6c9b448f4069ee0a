package dev.streambed.local.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Waits for an integration up to a time limit. After a timeout, the invocation runs on.
/// Thread-safe.
public final class IntegrationTimeLimiter implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// How long to wait.
  ///
  /// @param total from start to end
  /// @param idle without any progress
  /// @param silence reports how long there was no progress
  public record Limits(Duration total, Duration idle, Supplier<Duration> silence) {

    private long left(long begun) {
      long totalLeft = total.toNanos() - (System.nanoTime() - begun);
      return Math.min(totalLeft, idle.minus(silence.get()).toNanos());
    }
  }

  /// Calls an integration and waits for its result.
  ///
  /// @return nothing when it timed out
  public <T> Optional<T> call(Callable<T> integration, Limits limits) throws InterruptedException {
    long begun = System.nanoTime();
    Future<T> result = threads.submit(integration);
    for (long left = limits.left(begun); left > 0; left = limits.left(begun)) {
      try {
        return Optional.of(result.get(left, TimeUnit.NANOSECONDS));
      } catch (TimeoutException _) {
        // There may have been progress in the meantime.
      } catch (ExecutionException failed) {
        throw new IllegalStateException("the integration failed", failed.getCause());
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
