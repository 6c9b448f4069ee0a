package dev.streambed.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks after handlers whose deadline comes near. Thread-safe; one thread for all workers, started
/// with the first invocation.
final class Watchdog implements Runnable {

  /// What happens at an alarm. Called on the watchdog's thread, so it must not wait for anything.
  interface Alarms {
    void deadlineIsNear(Turn turn);

    void deadlineIsHere(Turn turn);
  }

  private final Clock clock;
  private final Alarms alarms;
  private final List<Turn> guarded = new ArrayList<>();
  private @Nullable Thread thread;
  private long wakesAtMillis;

  Watchdog(Clock clock, Alarms alarms) {
    this.clock = clock;
    this.alarms = alarms;
  }

  synchronized void guard(Turn turn) {
    if (!turn.hasDeadline()) {
      return;
    }
    guarded.add(turn);
    if (thread == null) {
      start();
    } else if (turn.alarmMillis() < wakesAtMillis) {
      notifyAll();
    }
  }

  synchronized void release(Turn turn) {
    guarded.remove(turn);
  }

  @Override
  public void run() {
    while (true) {
      try {
        raise(awaitNext());
      } catch (InterruptedException _) {
        return; // nobody has this thread but the process, which ends
      } catch (Throwable _) {
        // Later deadlines count as much as the one for which memory, say, was not enough.
      }
    }
  }

  private void start() {
    Thread fresh = new Thread(this, "streambed-watchdog");
    fresh.setDaemon(true);
    fresh.start();
    thread = fresh;
  }

  /// Outside the lock, so that no worker waits for a log line or a thread's start.
  private void raise(Turn turn) {
    if (turn.isInterrupted()) {
      release(turn);
      alarms.deadlineIsHere(turn);
      return;
    }
    try {
      alarms.deadlineIsNear(turn);
    } finally {
      turn.interrupt();
    }
  }

  private synchronized Turn awaitNext() throws InterruptedException {
    while (true) {
      Turn first = first();
      if (first == null) {
        wakesAtMillis = Long.MAX_VALUE;
        wait();
        continue;
      }
      wakesAtMillis = first.alarmMillis();
      long left = wakesAtMillis - clock.millis();
      if (left <= 0) {
        return first;
      }
      wait(left);
    }
  }

  private @Nullable Turn first() {
    Turn first = null;
    for (Turn turn : guarded) {
      if (first == null || turn.alarmMillis() < first.alarmMillis()) {
        first = turn;
      }
    }
    return first;
  }
}
