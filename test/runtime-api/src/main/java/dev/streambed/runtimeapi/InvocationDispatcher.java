package dev.streambed.runtimeapi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Matches workers that ask for an event with invocations, and remembers which invocation is which.
/// Thread-safe.
final class InvocationDispatcher {

  /// How many ended invocations are remembered, to tell a late answer from one for an unknown id.
  private static final int REMEMBERED = 64;

  private final int count;
  private final Deque<WaitingWorker> waitingWorkers = new ArrayDeque<>();
  private final Map<String, InvocationState> invocations = new LinkedHashMap<>();
  private boolean runtimeExited;

  InvocationDispatcher(int count) {
    this.count = count;
  }

  /// One worker that waits for an event; says what it got.
  private static final class WaitingWorker {
    private Optional<NextResult> grant = Optional.empty();
  }

  /// Asks for an event and waits for it.
  synchronized NextResult next() throws InterruptedException {
    Optional<NextResult> atOnce = withoutWaiting();
    if (atOnce.isPresent()) {
      return atOnce.get();
    }
    WaitingWorker waitingWorker = new WaitingWorker();
    waitingWorkers.add(waitingWorker);
    notifyAll();
    while (waitingWorker.grant.isEmpty() && !runtimeExited) {
      wait();
    }
    return waitingWorker.grant.orElse(new NextResult.Dismissed());
  }

  /// Gives the invocation to a worker, waiting until its deadline for one that asks.
  ///
  /// @return false when none came
  synchronized boolean give(InvocationState invocationState) throws InterruptedException {
    if (!awaitIdle(Duration.between(Instant.now(), invocationState.invocation().deadline()))) {
      return false;
    }
    remember(invocationState);
    waitingWorkers.removeFirst().grant =
        Optional.of(new NextResult.Event(invocationState.invocation()));
    notifyAll();
    return true;
  }

  synchronized boolean awaitIdle(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toMillis(); waitingWorkers.isEmpty() && !runtimeExited && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return !waitingWorkers.isEmpty() && !runtimeExited;
  }

  /// The invocation of this id; with a single worker only the latest counts.
  synchronized Optional<InvocationState> find(String requestId) {
    return Optional.ofNullable(invocations.get(requestId));
  }

  boolean hasSeveralWorkers() {
    return count > 1;
  }

  /// No runtime will ask or answer any more.
  synchronized void runtimeExited() {
    runtimeExited = true;
    invocations
        .values()
        .forEach(invocationState -> invocationState.lost(new InvocationOutcome.RuntimeExited()));
    notifyAll();
  }

  synchronized boolean isGone() {
    return runtimeExited;
  }

  private Optional<NextResult> withoutWaiting() {
    if (runtimeExited) {
      return Optional.of(new NextResult.Dismissed());
    }
    return hasSeveralWorkers() ? amongSeveral() : alone();
  }

  // The platform gives a single worker the same event again when it asks in the middle of it, and
  // forbids asking while the answer is on its way.
  private Optional<NextResult> alone() {
    for (InvocationState invocationState : invocations.values()) {
      switch (invocationState.stage()) {
        case RUNNING -> {
          return Optional.of(new NextResult.Event(invocationState.invocation()));
        }
        case RESPONDING -> {
          return Optional.of(new NextResult.Forbidden());
        }
        case SENT, LOST -> {}
      }
    }
    // A worker asks on one connection at a time: an older one is dead, or soon will be.
    waitingWorkers.forEach(older -> older.grant = Optional.of(new NextResult.Dismissed()));
    waitingWorkers.clear();
    notifyAll();
    return Optional.empty();
  }

  private Optional<NextResult> amongSeveral() {
    return waitingWorkers.size() < count ? Optional.empty() : Optional.of(new NextResult.TooMany());
  }

  private void remember(InvocationState invocationState) {
    if (!hasSeveralWorkers()) {
      invocations.clear();
    } else if (invocations.size() >= REMEMBERED) {
      invocations.values().removeIf(old -> old.stage() == InvocationState.Stage.SENT);
    }
    invocations.put(invocationState.invocation().requestId(), invocationState);
  }

  /// The result of a worker's request for the next event.
  sealed interface NextResult {

    record Event(Invocation invocation) implements NextResult {}

    /// The worker may not ask now.
    record Forbidden() implements NextResult {}

    /// More requests wait than there are workers.
    record TooMany() implements NextResult {}

    /// No event: the server stops, or the same worker asks on a newer connection.
    record Dismissed() implements NextResult {}
  }
}
