package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.StopCause;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stops a running answer. Thread-safe.
public final class StopSignal {

  private @Nullable StopCause cause;
  private @Nullable Runnable action;

  /// Stops the answer. Only the first cause is kept.
  public void stop(StopCause why) {
    Runnable toRun;
    synchronized (this) {
      if (cause != null) {
        return;
      }
      cause = why;
      toRun = action;
    }
    if (toRun != null) {
      toRun.run();
    }
  }

  /// Sets the action to run when the answer is stopped. Runs it immediately if the answer is
  /// already stopped.
  void onStop(Runnable toRun) {
    synchronized (this) {
      action = toRun;
      if (cause == null) {
        return;
      }
    }
    toRun.run();
  }

  /// Why the answer was stopped; empty when it was not.
  synchronized Optional<StopCause> cause() {
    return Optional.ofNullable(cause);
  }
}
