package dev.streambed.local.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The execution environments of one version: its idle ones, and the limit on their number.
/// Thread-safe.
final class EnvironmentPool {

  /// How long an invocation waits for an environment whose response has ended but whose runtime has
  /// not requested the next event yet. Local callers send their next request within microseconds,
  /// before any runtime can be ready.
  static final Duration RETURN_TIMEOUT = Duration.ofMillis(200);

  private final int limit;
  private final int workers;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> all = new LinkedHashSet<>();
  private final Map<ExecutionEnvironment, Integer> retired = new HashMap<>();
  private int reserved;
  private int starting;
  private int returning;
  private int waiting;
  private boolean closed;

  /// @param limit the most environments
  /// @param workers how many invocations each of them has at once
  EnvironmentPool(int limit, int workers) {
    this.limit = limit;
    this.workers = workers;
  }

  /// Whether an environment has several invocations at once.
  boolean isShared() {
    return workers > 1;
  }

  /// The result of requesting an environment.
  sealed interface Acquisition {

    /// An idle environment.
    record Idle(ExecutionEnvironment environment) implements Acquisition {}

    /// Permission to start one; the caller must report with [#started] or [#notStarted], and then
    /// with [#startEnded].
    record StartPermitted() implements Acquisition {}

    /// No environment: the concurrency limit is reached.
    record LimitReached() implements Acquisition {}
  }

  /// Acquires an environment or a slot for an invocation.
  synchronized Acquisition acquire() throws InterruptedException {
    awaitReturning();
    awaitStarting();
    return lastIdle()
        .<Acquisition>map(Acquisition.Idle::new)
        .orElseGet(
            () -> reserve() ? new Acquisition.StartPermitted() : new Acquisition.LimitReached());
  }

  synchronized void started(ExecutionEnvironment environment) {
    reserved--;
    all.add(environment);
    environment.onExit(() -> remove(environment));
    if (closed) {
      environment.kill();
    }
  }

  /// Adds the other workers of an environment whose first one has an invocation.
  synchronized void offerOtherWorkers(ExecutionEnvironment environment) {
    for (int worker = 1; worker < workers; worker++) {
      offer(environment);
    }
  }

  /// Records that a permitted start has succeeded or failed.
  synchronized void startEnded() {
    starting--;
    notifyAll();
  }

  /// Records that a started environment was discarded, and reserves its slot for another start.
  synchronized void reserveAgain() {
    reserved++;
  }

  /// Returns a slot in exchange for an environment that has become idle meanwhile.
  synchronized Optional<ExecutionEnvironment> idleInstead() {
    Optional<ExecutionEnvironment> environment = lastIdle();
    environment.ifPresent(_ -> reserved--);
    return environment;
  }

  synchronized void notStarted() {
    reserved--;
  }

  /// Records that an environment's response has ended, so that it will soon be idle.
  synchronized void returnExpected() {
    returning++;
  }

  /// Records that an environment is no longer expected to become idle soon.
  synchronized void returnNoLongerExpected() {
    returning--;
    notifyAll();
  }

  /// Removes an environment. Its slot is free immediately, before its process has exited.
  synchronized void discard(ExecutionEnvironment environment) {
    environment.kill();
    remove(environment);
  }

  /// Adds an idle worker of an environment.
  synchronized void offer(ExecutionEnvironment environment) {
    if (retired.containsKey(environment)) {
      retire(environment, 1);
    } else if (all.contains(environment)) {
      idle.addLast(environment);
      notifyAll();
    }
  }

  /// Retires all environments: none gets another invocation, and busy ones finish theirs.
  synchronized void retireAll() {
    all.forEach(environment -> retire(environment, Collections.frequency(idle, environment)));
    idle.clear();
  }

  private void retire(ExecutionEnvironment environment, int idleWorkers) {
    if (retired.merge(environment, idleWorkers, Integer::sum) >= workers) {
      environment.kill();
    }
  }

  synchronized List<ExecutionEnvironment> members() {
    return List.copyOf(all);
  }

  synchronized void close() {
    closed = true;
    all.forEach(ExecutionEnvironment::kill);
    notifyAll();
  }

  private void awaitReturning() throws InterruptedException {
    long end = System.nanoTime() + RETURN_TIMEOUT.toNanos();
    waiting++;
    try {
      while (idle.isEmpty() && returning >= waiting && !closed && end > System.nanoTime()) {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } finally {
      waiting--;
    }
  }

  // An environment with room for several invocations is worth waiting for.
  private void awaitStarting() throws InterruptedException {
    while (isShared() && idle.isEmpty() && starting > 0 && !closed) {
      wait();
    }
  }

  private Optional<ExecutionEnvironment> lastIdle() {
    while (!idle.isEmpty()) {
      ExecutionEnvironment environment = idle.removeLast();
      if (environment.isAlive()) {
        return Optional.of(environment);
      }
    }
    return Optional.empty();
  }

  private boolean reserve() {
    boolean free = !closed && all.size() + reserved < limit;
    reserved += free ? 1 : 0;
    starting += free ? 1 : 0;
    return free;
  }

  private synchronized void remove(ExecutionEnvironment environment) {
    all.remove(environment);
    idle.removeIf(environment::equals);
    retired.remove(environment);
    notifyAll();
  }
}
