package dev.streambed.bench.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several concurrent callers that repeat the same task.
///
/// @param count the number of callers
record ParallelCallers(int count) {

  /// The task of one caller.
  ///
  /// @param <T> the type of its result
  interface Caller<T> {

    /// Runs all repetitions of one caller.
    ///
    /// @param number 0 for the first caller
    List<T> run(int number) throws IOException, InterruptedException;
  }

  /// Runs all callers and waits for them; returns the results in the order of the callers.
  ///
  /// @throws IOException if one failed, after the others have finished
  <T> List<T> run(Caller<T> caller) throws IOException, InterruptedException {
    List<Future<List<T>>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < count; number++) {
        int current = number;
        running.add(threads.submit(() -> caller.run(current)));
      }
    }
    List<T> all = new ArrayList<>();
    for (Future<List<T>> one : running) {
      all.addAll(result(one));
    }
    return all;
  }

  private static <T> List<T> result(Future<List<T>> ended)
      throws IOException, InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException failed) {
      throw new IOException("a caller failed", failed.getCause());
    }
  }
}
