package dev.streambed.bench.experiment;

import dev.streambed.local.lambda.EnvironmentTimeline;
import dev.streambed.local.lambda.EnvironmentTimeline.State;
import dev.streambed.local.lambda.Lambda;
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

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CALM = Duration.ofMillis(300);

  /// The only process.
  ///
  /// @throws IllegalStateException if there is none, or more than one
  EnvironmentTimeline single() {
    List<EnvironmentTimeline> living = in(State.STARTING, State.IDLE, State.BUSY);
    if (living.size() != 1) {
      throw new IllegalStateException("one process of the function was expected: " + living);
    }
    return living.getFirst();
  }

  /// The processes of one of several functions.
  List<EnvironmentTimeline> of(String function) {
    return in(State.STARTING, State.IDLE, State.BUSY).stream()
        .filter(timeline -> timeline.function().equals(function))
        .toList();
  }

  /// The number of processes.
  int count() {
    return in(State.STARTING, State.IDLE, State.BUSY).size();
  }

  /// Stops all processes and waits for their end.
  void stopAll() throws InterruptedException {
    List<EnvironmentTimeline> before = lambda.timelines();
    lambda.retireAll();
    for (EnvironmentTimeline timeline : before) {
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

  private List<EnvironmentTimeline> in(State... states) {
    Set<State> wanted = Set.of(states);
    return lambda.timelines().stream()
        .filter(timeline -> wanted.contains(timeline.state()))
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("a process of the function does not end what it does");
      }
      Thread.sleep(5);
    }
  }
}
