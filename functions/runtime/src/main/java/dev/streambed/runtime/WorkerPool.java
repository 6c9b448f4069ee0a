package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import org.jspecify.annotations.Nullable;

/// The workers of one process: starts them, replaces one whose handler does not return, and
/// determines the end. Thread-safe.
final class WorkerPool implements DeadlineWatchdog.Listener {

  private static final int ENDLESS = -1;

  /// How many handlers may run on after their invocation was ended. Each occupies a thread, memory
  /// and possibly a CPU; with more of them, a new environment is cheaper.
  private static final int SPARE = 3;

  private final WorkerContext workerContext;
  private final DeadlineWatchdog deadlineWatchdog;
  private int asking;
  private int stuck;
  private int exitCode = ENDLESS;

  WorkerPool(WorkerContext workerContext) {
    this.workerContext = workerContext;
    this.deadlineWatchdog = new DeadlineWatchdog(workerContext.millisClock(), this);
    this.asking = workerContext.settings().workers();
  }

  /// Runs until the platform is gone.
  ///
  /// @param runtimeApiClient the first worker's client
  /// @return the exit code
  int work(RuntimeApiClient runtimeApiClient) {
    start(runtimeApiClient, null);
    for (int number = 1; number < workerContext.settings().workers(); number++) {
      start(new RuntimeApiClient(workerContext.settings().runtimeApiEndpoint()), null);
    }
    return await();
  }

  /// Registers a handler that starts an event.
  void begin(RunningInvocation runningInvocation) {
    if (workerContext.settings().workers() == 1) {
      XRayTraceProperty.set(runningInvocation.invocation().traceId());
    }
    deadlineWatchdog.guard(runningInvocation);
  }

  /// Removes a handler that has returned.
  void end(RunningInvocation runningInvocation) {
    deadlineWatchdog.release(runningInvocation);
  }

  /// Records that a worker gets no more events.
  synchronized void platformGone() {
    asking--;
    if (asking == 0) {
      exit(ExitCode.PLATFORM_GONE, "the Runtime API is gone");
    }
  }

  /// Records that a handler returned whose invocation was ended without it and whose worker was
  /// replaced.
  void returnedLate(RunningInvocation runningInvocation) {
    synchronized (this) {
      stuck--;
    }
    notice(LogLevel.WARN, "the handler returned after its answer was ended", runningInvocation);
  }

  /// Records that a new worker has ended the invocation of a stuck handler.
  synchronized void stuckInvocationEnded() {
    if (stuck > SPARE + workerContext.settings().workers()) {
      exit(ExitCode.TOO_MANY_STUCK, "too many handlers do not return");
    }
  }

  @Override
  public void deadlineIsNear(RunningInvocation runningInvocation) {
    notice(LogLevel.WARN, "the deadline is near: the handler is interrupted", runningInvocation);
  }

  @Override
  public void deadlineIsHere(RunningInvocation runningInvocation) {
    if (!runningInvocation.claim()) {
      return;
    }
    synchronized (this) {
      stuck++;
    }
    notice(
        LogLevel.ERROR,
        "the handler did not return before the deadline: its answer is ended without it",
        runningInvocation);
    start(new RuntimeApiClient(workerContext.settings().runtimeApiEndpoint()), runningInvocation);
  }

  private void start(RuntimeApiClient runtimeApiClient, @Nullable RunningInvocation inherited) {
    Thread thread =
        new Thread(
            new Worker(workerContext, this, runtimeApiClient, inherited), "streambed-worker");
    // The process must be able to exit while handlers are stuck.
    thread.setDaemon(true);
    thread.start();
  }

  private void notice(LogLevel level, String message, RunningInvocation runningInvocation) {
    workerContext.log().notice(level, message, runningInvocation.invocation());
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
      workerContext.log().notice(LogLevel.WARN, why, null);
    }
  }
}
