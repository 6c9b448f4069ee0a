package dev.streambed.bench.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The same thing done by several callers at the same time, each over and over.
///
/// @param count how many callers
record ParallelCallers(int count) {

  /// What one caller does.
  ///
  /// @param <T> what comes of it
  interface Caller<T> {

    /// Does it as often as one caller is to.
    ///
    /// @param number 0 for the first caller
    List<T> run(int number) throws IOException, InterruptedException;
  }

  /// Runs all and waits for them; returns what came of the first, then of the second, and so on.
  ///
  /// @throws IOException when one failed; the others end what they do first
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
