package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
      case Outcome.TimedOut _, Outcome.RuntimeExited _ -> environment.kill();
      case Outcome.Complete _,
          Outcome.CompleteWithError _,
          Outcome.FunctionError _,
          Outcome.Truncated _,
          Outcome.TooLarge _ -> {
        pool.settles();
        threads.execute(() -> await(environment, deadline));
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void await(ExecutionEnvironment environment, Instant deadline) {
    boolean idle = false;
    try {
      idle = environment.awaitIdle(Duration.between(Instant.now(), deadline));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    if (!idle) {
      environment.kill();
    }
    pool.settled(environment, idle);
  }
}
