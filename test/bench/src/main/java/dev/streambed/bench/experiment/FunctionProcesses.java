package dev.streambed.bench.experiment;

import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.lambda.Timeline;
import dev.streambed.local.lambda.Timeline.State;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The processes of the function.
///
/// @param lambda starts them when they are needed
record FunctionProcesses(Lambda lambda) {

  /// The maximum number of processes; consecutive callers need only one. Each takes about 100 MB.
  static final int MOST = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CALM = Duration.ofMillis(300);

  /// The only process.
  ///
  /// @throws IllegalStateException if there is none, or more than one
  Timeline single() {
    List<Timeline> living = in(State.STARTING, State.IDLE, State.BUSY);
    if (living.size() != 1) {
      throw new IllegalStateException("one process of the function was expected: " + living);
    }
    return living.getFirst();
  }

  /// The number of processes.
  int count() {
    return in(State.STARTING, State.IDLE, State.BUSY).size();
  }

  /// Stops all processes and waits for their end.
  void stopAll() throws InterruptedException {
    List<Timeline> before = lambda.timelines();
    lambda.retireAll();
    for (Timeline timeline : before) {
      await(() -> ProcessHandle.of(timeline.pid()).isEmpty());
    }
    Thread.sleep(CALM);
  }

  /// Waits until all have finished their work after an answer.
  void awaitIdle() throws InterruptedException {
    awaitFree(MOST);
  }

  /// Waits until this many processes could accept an event, including those not yet started.
  void awaitFree(int wanted) throws InterruptedException {
    await(() -> in(State.STARTING, State.BUSY).size() <= MOST - wanted);
  }

  private List<Timeline> in(State... states) {
    Set<State> wanted = Set.of(states);
    return lambda.timelines().stream()
        .filter(timeline -> wanted.contains(timeline.state()))
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("a process of the function does not end what it does");
      }
      Thread.sleep(5);
    }
  }
}
