package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import org.jspecify.annotations.Nullable;

/// The workers of one process: starts them, replaces one whose handler does not return, and knows
/// when all is over. Thread-safe.
final class Crew implements Watchdog.Alarms {

  private static final int ENDLESS = -1;

  /// How many handlers may go on after their invocation was ended. Each holds a thread and memory
  /// and perhaps a processor; a fresh environment is cheaper than many of them.
  private static final int SPARE = 3;

  private final Tools tools;
  private final Watchdog watchdog;
  private int asking;
  private int stuck;
  private int exitCode = ENDLESS;

  Crew(Tools tools) {
    this.tools = tools;
    this.watchdog = new Watchdog(tools.clock(), this);
    this.asking = tools.settings().workers();
  }

  /// Works until the platform is gone.
  ///
  /// @param channel the first worker's
  /// @return the exit code
  int work(Channel channel) {
    start(channel, null);
    for (int number = 1; number < tools.settings().workers(); number++) {
      start(new Channel(tools.settings().endpoint()), null);
    }
    return await();
  }

  /// A handler begins with an event.
  void begin(Turn turn) {
    if (tools.settings().workers() == 1) {
      Tracing.set(turn.invocation().traceId());
    }
    watchdog.guard(turn);
  }

  /// A handler has returned.
  void end(Turn turn) {
    watchdog.release(turn);
  }

  /// A worker gets no events any more.
  synchronized void platformGone() {
    asking--;
    if (asking == 0) {
      exit(ExitCode.PLATFORM_GONE, "the Runtime API is gone");
    }
  }

  /// A handler has returned whose invocation was ended without it; its worker was replaced.
  void returnedLate(Turn turn) {
    synchronized (this) {
      stuck--;
    }
    notice(LogLevel.WARN, "the handler returned after its answer was ended", turn);
  }

  /// A new worker has ended what a stuck handler left.
  synchronized void inheritedEnded() {
    if (stuck > SPARE + tools.settings().workers()) {
      exit(ExitCode.TOO_MANY_STUCK, "too many handlers do not return");
    }
  }

  @Override
  public void deadlineIsNear(Turn turn) {
    notice(LogLevel.WARN, "the deadline is near: the handler is interrupted", turn);
  }

  @Override
  public void deadlineIsHere(Turn turn) {
    if (!turn.claim()) {
      return;
    }
    synchronized (this) {
      stuck++;
    }
    notice(
        LogLevel.ERROR,
        "the handler did not return before the deadline: its answer is ended without it",
        turn);
    start(new Channel(tools.settings().endpoint()), turn);
  }

  private void start(Channel channel, @Nullable Turn inherited) {
    Thread thread = new Thread(new Worker(tools, this, channel, inherited), "streambed-worker");
    // The process ends when the crew says so, not when the last stuck handler does.
    thread.setDaemon(true);
    thread.start();
  }

  private void notice(LogLevel level, String message, Turn turn) {
    tools.log().notice(level, message, turn.invocation());
  }

  private synchronized int await() {
    try {
      while (exitCode == ENDLESS) {
        wait();
      }
      return exitCode;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  private void exit(int code, String why) {
    if (exitCode == ENDLESS) {
      exitCode = code;
      notifyAll();
      tools.log().notice(LogLevel.WARN, why, null);
    }
  }
}
