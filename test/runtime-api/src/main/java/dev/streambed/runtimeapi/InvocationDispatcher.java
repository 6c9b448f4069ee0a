package dev.streambed.runtimeapi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Matches invocations with workers that request an event, and stores the invocations by id.
/// Thread-safe.
final class InvocationDispatcher {

  /// How many ended invocations are stored, to distinguish a late response from one for an unknown
  /// id.
  private static final int REMEMBERED = 64;

  private final int count;
  private final Deque<WaitingWorker> waitingWorkers = new ArrayDeque<>();
  private final Map<String, InvocationState> invocations = new LinkedHashMap<>();
  private boolean runtimeExited;

  InvocationDispatcher(int count) {
    this.count = count;
  }

  /// One worker that waits for an event, and the result of its request.
  private static final class WaitingWorker {
    private Optional<NextResult> grant = Optional.empty();
  }

  /// Requests an event and waits for it.
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

  /// Gives the invocation to a worker, and waits for one until the invocation's deadline.
  ///
  /// @return false when none requested an event in time
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

  /// The invocation with this id; with a single worker only the latest is found.
  synchronized Optional<InvocationState> find(String requestId) {
    return Optional.ofNullable(invocations.get(requestId));
  }

  boolean hasSeveralWorkers() {
    return count > 1;
  }

  /// Records that the runtime has exited.
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

  // The platform gives a single worker the same event again when it requests one before it has
  // responded, and refuses the request while the response is being sent.
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
    // A worker uses one connection at a time: an older one is dead, or soon will be.
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

    /// The worker may not request an event now.
    record Forbidden() implements NextResult {}

    /// More requests wait than there are workers.
    record TooMany() implements NextResult {}

    /// No event: the server stops, or the same worker has a newer connection.
    record Dismissed() implements NextResult {}
  }
}
