package dev.streambed.local.lambda;

import java.util.ArrayDeque;
import java.util.Deque;

/// Records the times of one execution environment. Thread-safe.
final class TimelineRecorder {

  private static final int KEPT = 100;

  private final long spawned = System.nanoTime();
  private final Deque<EnvironmentTimeline.InvocationTimes> invocations = new ArrayDeque<>();
  private long ready;
  private boolean busy;

  synchronized void recordReady() {
    ready = System.nanoTime();
  }

  synchronized void recordInvocationStart(String requestId) {
    if (invocations.size() == KEPT) {
      invocations.removeFirst();
    }
    invocations.add(new EnvironmentTimeline.InvocationTimes(requestId, System.nanoTime(), 0, 0));
    busy = true;
  }

  synchronized void recordFirstByte() {
    EnvironmentTimeline.InvocationTimes invocationTimes = invocations.removeLast();
    invocations.add(
        new EnvironmentTimeline.InvocationTimes(
            invocationTimes.requestId(), invocationTimes.begun(), System.nanoTime(), 0));
  }

  /// Records the end of the response. The runtime may be busy a while longer.
  ///
  /// @return the times of the invocation
  synchronized EnvironmentTimeline.InvocationTimes recordInvocationEnd() {
    EnvironmentTimeline.InvocationTimes invocationTimes = invocations.removeLast();
    EnvironmentTimeline.InvocationTimes ended =
        new EnvironmentTimeline.InvocationTimes(
            invocationTimes.requestId(),
            invocationTimes.begun(),
            invocationTimes.answered(),
            System.nanoTime());
    invocations.add(ended);
    return ended;
  }

  /// Records that the runtime requests the next event.
  synchronized void recordIdle() {
    busy = false;
  }

  /// From the start of the process until it was ready, in nanoseconds.
  synchronized long startup() {
    return ready - spawned;
  }

  synchronized EnvironmentTimeline timeline(
      FunctionProcess process, String function, String version) {
    return new EnvironmentTimeline(
        process.pid(),
        function,
        version,
        state(process),
        spawned,
        ready,
        invocations.stream().toList());
  }

  private EnvironmentTimeline.State state(FunctionProcess process) {
    if (!process.isAlive()) {
      return EnvironmentTimeline.State.ENDED;
    }
    if (busy) {
      return EnvironmentTimeline.State.BUSY;
    }
    return ready == 0 ? EnvironmentTimeline.State.STARTING : EnvironmentTimeline.State.IDLE;
  }
}
