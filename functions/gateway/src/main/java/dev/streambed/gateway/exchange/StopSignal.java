package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.StopCause;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stops an answer that is being written, from any thread. Thread-safe.
public final class StopSignal {

  private @Nullable StopCause cause;
  private @Nullable Runnable action;

  /// Ends the answer. Only the first cause counts.
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

  /// Has this run when it is pulled, at once if it was already.
  void onStop(Runnable toRun) {
    synchronized (this) {
      action = toRun;
      if (cause == null) {
        return;
      }
    }
    toRun.run();
  }

  /// Why it was pulled, if it was.
  synchronized Optional<StopCause> cause() {
    return Optional.ofNullable(cause);
  }
}
