package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Brings an environment back to its pool after an invocation, once its runtime asks for the next
/// event. Thread-safe.
final class Settler implements AutoCloseable {

  private final EnvironmentPool pool;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Settler(EnvironmentPool pool) {
    this.pool = pool;
  }

  /// Returns at once.
  ///
  /// @param deadline until when the runtime may still be busy
  void settle(ExecutionEnvironment environment, Outcome outcome, Instant deadline) {
    switch (outcome) {
      // Lambda kills what has passed its timeout.
      case Outcome.TimedOut _, Outcome.RuntimeExited _ -> pool.discard(environment);
      case Outcome.Complete _,
          Outcome.CompleteWithError _,
          Outcome.FunctionError _,
          Outcome.Truncated _,
          Outcome.TooLarge _ ->
          settle(environment, deadline);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void settle(ExecutionEnvironment environment, Instant deadline) {
    pool.settles();
    try {
      threads.execute(() -> await(environment, deadline));
    } catch (RejectedExecutionException closing) {
      pool.discard(environment);
    }
  }

  // A handler may go on for long after the end of its answer; a newcomer then gets another one.
  private void await(ExecutionEnvironment environment, Instant deadline) {
    try {
      boolean idle = comesBack(environment, EnvironmentPool.SETTLING);
      pool.settled();
      if (!idle && !comesBack(environment, Duration.between(Instant.now(), deadline))) {
        pool.discard(environment);
      }
    } catch (InterruptedException closing) {
      pool.discard(environment);
      Thread.currentThread().interrupt();
    }
  }

  private boolean comesBack(ExecutionEnvironment environment, Duration patience)
      throws InterruptedException {
    boolean idle = environment.awaitIdle(patience);
    if (idle) {
      pool.offer(environment);
    }
    return idle;
  }
}
