package dev.streambed.local.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Records the times of one execution environment. Thread-safe.
final class TimelineRecorder {

  private static final int KEPT = 100;

  private final long spawned = System.nanoTime();
  private final List<EnvironmentTimeline.InvocationTimes> invocations = new ArrayList<>();
  private long ready;
  private int busyWorkers;

  synchronized void recordReady() {
    ready = System.nanoTime();
  }

  synchronized void recordInvocationStart(String requestId) {
    if (invocations.size() == KEPT) {
      invocations.removeFirst();
    }
    invocations.add(new EnvironmentTimeline.InvocationTimes(requestId, System.nanoTime(), 0, 0));
    busyWorkers++;
  }

  synchronized void recordFirstByte(String requestId) {
    replaceLatest(
        requestId,
        times ->
            new EnvironmentTimeline.InvocationTimes(
                requestId, times.begun(), System.nanoTime(), 0));
  }

  /// Records the end of the response. The runtime may be busy a while longer.
  synchronized void recordInvocationEnd(String requestId) {
    replaceLatest(
        requestId,
        times ->
            new EnvironmentTimeline.InvocationTimes(
                requestId, times.begun(), times.answered(), System.nanoTime()));
  }

  private void replaceLatest(
      String requestId, UnaryOperator<EnvironmentTimeline.InvocationTimes> change) {
    for (int at = invocations.size() - 1; at >= 0; at--) {
      EnvironmentTimeline.InvocationTimes times = invocations.get(at);
      if (times.ended() == 0 && times.requestId().equals(requestId)) {
        invocations.set(at, change.apply(times));
        return;
      }
    }
  }

  /// Records that a worker of the runtime requests the next event.
  synchronized void recordIdle() {
    busyWorkers--;
  }

  /// From the start of the process until it was ready, in nanoseconds.
  synchronized long startup() {
    return ready - spawned;
  }

  synchronized EnvironmentTimeline timeline(
      FunctionProcess process, String function, String version) {
    return new EnvironmentTimeline(
        process.pid(), function, version, state(process), spawned, ready, List.copyOf(invocations));
  }

  private EnvironmentTimeline.State state(FunctionProcess process) {
    if (!process.isAlive()) {
      return EnvironmentTimeline.State.ENDED;
    }
    if (busyWorkers > 0) {
      return EnvironmentTimeline.State.BUSY;
    }
    return ready == 0 ? EnvironmentTimeline.State.STARTING : EnvironmentTimeline.State.IDLE;
  }
}
