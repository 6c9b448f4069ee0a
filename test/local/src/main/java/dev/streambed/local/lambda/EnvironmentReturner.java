package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.InvocationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Returns an environment to its pool after an invocation, once its runtime asks for the next
/// event. Thread-safe.
final class EnvironmentReturner implements AutoCloseable {

  /// Other invocations of the environment may hold all its workers, one after the other.
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(15);

  private final EnvironmentPool pool;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  EnvironmentReturner(EnvironmentPool pool) {
    this.pool = pool;
  }

  /// Starts to return an environment, without blocking.
  ///
  /// @param deadline until when the runtime may still be busy
  void returnToPool(
      ExecutionEnvironment environment, InvocationOutcome invocationOutcome, Instant deadline) {
    switch (invocationOutcome) {
      case InvocationOutcome.RuntimeExited _ -> pool.discard(environment);
      case InvocationOutcome.TimedOut _ -> {
        // Lambda kills an environment that exceeded its timeout, unless others use it.
        if (pool.isShared()) {
          returnToPool(environment, deadline);
        } else {
          pool.discard(environment);
        }
      }
      case InvocationOutcome.Complete _,
          InvocationOutcome.CompleteWithError _,
          InvocationOutcome.FunctionError _,
          InvocationOutcome.Truncated _,
          InvocationOutcome.TooLarge _ ->
          returnToPool(environment, deadline);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void returnToPool(ExecutionEnvironment environment, Instant deadline) {
    pool.returnExpected();
    try {
      threads.execute(() -> await(environment, deadline));
    } catch (RejectedExecutionException closing) {
      pool.discard(environment);
    }
  }

  // A handler may run long after the end of its response; a new request then gets another
  // environment.
  private void await(ExecutionEnvironment environment, Instant deadline) {
    try {
      boolean idle = becomesIdle(environment, EnvironmentPool.RETURN_TIMEOUT);
      pool.returnNoLongerExpected();
      if (!idle && !becomesIdle(environment, patience(deadline))) {
        pool.discard(environment);
      }
    } catch (InterruptedException closing) {
      pool.discard(environment);
      Thread.currentThread().interrupt();
    }
  }

  private Duration patience(Instant deadline) {
    return pool.isShared() ? LONGEST_ANSWER : Duration.between(Instant.now(), deadline);
  }

  private boolean becomesIdle(ExecutionEnvironment environment, Duration timeout)
      throws InterruptedException {
    boolean idle = environment.awaitIdle(timeout);
    if (idle) {
      pool.offer(environment);
    }
    return idle;
  }
}
