package dev.streambed.runtimeapi;

import java.time.Duration;
import java.util.Optional;

/// How far the runtime's start has come: the part of the state machine before the first event.
/// Thread-safe.
final class Lifecycle {

  private Optional<Startup> reached = Optional.empty();
  private boolean restored;

  /// The runtime asks for an event.
  ///
  /// @return false when it may not: its initialisation failed, or it waits to be restored
  synchronized boolean ready() {
    boolean waits = reached.orElse(null) instanceof Startup.AwaitingRestore && !restored;
    if (failed() || waits) {
      return false;
    }
    reach(new Startup.Ready());
    return true;
  }

  /// The runtime asks `/restore/next`; returns when it was restored.
  ///
  /// @return false when it may not ask, because it has been somewhere before
  synchronized boolean awaitRestore() throws InterruptedException {
    if (reached.isPresent()) {
      return false;
    }
    reach(new Startup.AwaitingRestore());
    while (!restored && !failed()) {
      wait();
    }
    return restored;
  }

  synchronized void restore() {
    if (!(reached.orElse(null) instanceof Startup.AwaitingRestore)) {
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
    return fail(new Startup.InitError(type, body));
  }

  synchronized boolean restoreError(String type, String body) {
    return restored && fail(new Startup.RestoreError(type, body));
  }

  synchronized void exited() {
    if (!failed()) {
      reach(new Startup.Exited());
    }
  }

  synchronized Startup await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis(); reached.isEmpty() && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return reached.orElse(new Startup.TimedOut());
  }

  private boolean fail(Startup failure) {
    if (reached.isPresent()) {
      return false;
    }
    reach(failure);
    return true;
  }

  private boolean failed() {
    return switch (reached.orElse(new Startup.TimedOut())) {
      case Startup.InitError _, Startup.RestoreError _, Startup.Exited _ -> true;
      case Startup.Ready _, Startup.AwaitingRestore _, Startup.TimedOut _ -> false;
    };
  }

  private void reach(Startup stage) {
    reached = Optional.of(stage);
    notifyAll();
  }
}
