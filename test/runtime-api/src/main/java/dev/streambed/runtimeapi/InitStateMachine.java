package dev.streambed.runtimeapi;

import java.time.Duration;
import java.util.Optional;

/// The state of the runtime's start, before the first event. Thread-safe.
final class InitStateMachine {

  private Optional<InitPhase> reached = Optional.empty();
  private boolean restored;

  /// The runtime requests an event.
  ///
  /// @return false when it may not: its initialisation failed, or it waits to be restored
  synchronized boolean ready() {
    boolean waits = reached.orElse(null) instanceof InitPhase.AwaitingRestore && !restored;
    if (failed() || waits) {
      return false;
    }
    reach(new InitPhase.Ready());
    return true;
  }

  /// The runtime requests `/restore/next`; returns when it was restored.
  ///
  /// @return false when the runtime may not request it, because it has left this state
  synchronized boolean awaitRestore() throws InterruptedException {
    if (reached.isPresent()) {
      return false;
    }
    reach(new InitPhase.AwaitingRestore());
    while (!restored && !failed()) {
      wait();
    }
    return restored;
  }

  synchronized void restore() {
    if (!(reached.orElse(null) instanceof InitPhase.AwaitingRestore)) {
      throw new IllegalStateException("the runtime does not wait for a restore: " + reached);
    }
    reached = Optional.empty();
    restored = true;
    notifyAll();
  }

  /// The runtime reports `/init/error`, which means `/restore/error` when it is being restored.
  synchronized boolean initError(String type, String body) {
    if (restored) {
      return restoreError(type, body);
    }
    return fail(new InitPhase.InitError(type, body));
  }

  synchronized boolean restoreError(String type, String body) {
    return restored && fail(new InitPhase.RestoreError(type, body));
  }

  synchronized void exited() {
    if (!failed()) {
      reach(new InitPhase.Exited());
    }
  }

  synchronized InitPhase await(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    for (long left = timeout.toMillis(); reached.isEmpty() && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return reached.orElse(new InitPhase.TimedOut());
  }

  private boolean fail(InitPhase failure) {
    if (reached.isPresent()) {
      return false;
    }
    reach(failure);
    return true;
  }

  private boolean failed() {
    return switch (reached.orElse(new InitPhase.TimedOut())) {
      case InitPhase.InitError _, InitPhase.RestoreError _, InitPhase.Exited _ -> true;
      case InitPhase.Ready _, InitPhase.AwaitingRestore _, InitPhase.TimedOut _ -> false;
    };
  }

  private void reach(InitPhase stage) {
    reached = Optional.of(stage);
    notifyAll();
  }
}
