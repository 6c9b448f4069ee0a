package dev.streambed.local.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The execution environments of one version: which are idle, and how many there may be.
/// Thread-safe.
final class EnvironmentPool {

  /// How long an invocation waits for an environment whose answer has ended but whose runtime has
  /// not yet asked for the next event. A caller on this machine comes back within microseconds,
  /// sooner than any runtime can ask.
  static final Duration RETURN_TIMEOUT = Duration.ofMillis(200);

  private final int limit;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> all = new LinkedHashSet<>();
  private final Set<ExecutionEnvironment> retired = new HashSet<>();
  private int reserved;
  private int returning;
  private int waiting;
  private boolean closed;

  EnvironmentPool(int limit) {
    this.limit = limit;
  }

  /// The result of asking for an environment.
  sealed interface Acquisition {

    /// An idle environment.
    record Idle(ExecutionEnvironment environment) implements Acquisition {}

    /// Permission to start one; the caller must report with [#started] or [#notStarted].
    record StartPermitted() implements Acquisition {}

    /// No environment: the concurrency limit is reached.
    record LimitReached() implements Acquisition {}
  }

  /// Finds a place for an invocation.
  synchronized Acquisition acquire() throws InterruptedException {
    awaitReturning();
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

  /// One that was started is given up; another is started in its place.
  synchronized void reserveAgain() {
    reserved++;
  }

  /// Gives a place back for an environment that has become idle meanwhile.
  synchronized Optional<ExecutionEnvironment> idleInstead() {
    Optional<ExecutionEnvironment> environment = lastIdle();
    environment.ifPresent(_ -> reserved--);
    return environment;
  }

  synchronized void notStarted() {
    reserved--;
  }

  /// Its answer has ended; it will soon be idle.
  synchronized void returnExpected() {
    returning++;
  }

  /// There is no reason to wait for it any more.
  synchronized void returnNoLongerExpected() {
    returning--;
    notifyAll();
  }

  /// It cannot be used any more. Its place is free at once, before the system has told that its
  /// process has ended.
  synchronized void discard(ExecutionEnvironment environment) {
    environment.kill();
    remove(environment);
  }

  /// It waits for an event.
  synchronized void offer(ExecutionEnvironment environment) {
    if (retired.contains(environment)) {
      environment.kill();
    } else if (all.contains(environment)) {
      idle.addLast(environment);
      notifyAll();
    }
  }

  /// No further invocation goes to any of them; busy ones finish theirs.
  synchronized void retireAll() {
    idle.forEach(ExecutionEnvironment::kill);
    idle.clear();
    retired.addAll(all);
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
    return free;
  }

  private synchronized void remove(ExecutionEnvironment environment) {
    all.remove(environment);
    idle.remove(environment);
    retired.remove(environment);
    notifyAll();
  }
}
