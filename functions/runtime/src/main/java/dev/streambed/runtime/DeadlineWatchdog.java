package dev.streambed.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches for handlers that approach their deadline. Thread-safe; one thread for all workers,
/// started with the first invocation.
final class DeadlineWatchdog implements Runnable {

  /// Receives alarms. Called on the watchdog's thread, so it must not block.
  interface Listener {
    void deadlineIsNear(RunningInvocation runningInvocation);

    void deadlineIsHere(RunningInvocation runningInvocation);
  }

  private final MillisClock millisClock;
  private final Listener listener;
  private final List<RunningInvocation> guarded = new ArrayList<>();
  private @Nullable Thread thread;
  private long wakesAtMillis;

  DeadlineWatchdog(MillisClock millisClock, Listener listener) {
    this.millisClock = millisClock;
    this.listener = listener;
  }

  synchronized void guard(RunningInvocation runningInvocation) {
    if (!runningInvocation.hasDeadline()) {
      return;
    }
    guarded.add(runningInvocation);
    if (thread == null) {
      start();
    } else if (runningInvocation.alarmMillis() < wakesAtMillis) {
      notifyAll();
    }
  }

  synchronized void release(RunningInvocation runningInvocation) {
    guarded.remove(runningInvocation);
  }

  @Override
  public void run() {
    while (true) {
      try {
        raise(awaitNext());
      } catch (InterruptedException _) {
        return; // only the exiting process interrupts this thread
      } catch (Throwable _) {
        // A failure, such as lack of memory, must not disable the deadlines of other handlers.
      }
    }
  }

  private void start() {
    Thread fresh = new Thread(this, "streambed-watchdog");
    fresh.setDaemon(true);
    fresh.start();
    thread = fresh;
  }

  /// Outside the lock, so that no worker waits for a log line or the start of a thread.
  private void raise(RunningInvocation runningInvocation) {
    if (runningInvocation.isInterrupted()) {
      release(runningInvocation);
      listener.deadlineIsHere(runningInvocation);
      return;
    }
    try {
      listener.deadlineIsNear(runningInvocation);
    } finally {
      runningInvocation.interrupt();
    }
  }

  private synchronized RunningInvocation awaitNext() throws InterruptedException {
    while (true) {
      RunningInvocation first = first();
      if (first == null) {
        wakesAtMillis = Long.MAX_VALUE;
        wait();
        continue;
      }
      wakesAtMillis = first.alarmMillis();
      long left = wakesAtMillis - millisClock.millis();
      if (left <= 0) {
        return first;
      }
      wait(left);
    }
  }

  private @Nullable RunningInvocation first() {
    RunningInvocation first = null;
    for (RunningInvocation runningInvocation : guarded) {
      if (first == null || runningInvocation.alarmMillis() < first.alarmMillis()) {
        first = runningInvocation;
      }
    }
    return first;
  }
}
