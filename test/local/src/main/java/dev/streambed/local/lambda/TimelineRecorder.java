package dev.streambed.local.lambda;

import java.util.ArrayDeque;
import java.util.Deque;

/// Notes the times of one execution environment. Thread-safe.
final class TimelineRecorder {

  private static final int KEPT = 100;

  private final long spawned = System.nanoTime();
  private final Deque<Timeline.InvocationTimes> turns = new ArrayDeque<>();
  private long ready;
  private boolean busy;

  synchronized void recordReady() {
    ready = System.nanoTime();
  }

  synchronized void recordInvocationStart(String requestId) {
    if (turns.size() == KEPT) {
      turns.removeFirst();
    }
    turns.add(new Timeline.InvocationTimes(requestId, System.nanoTime(), 0, 0));
    busy = true;
  }

  synchronized void recordFirstByte() {
    Timeline.InvocationTimes invocationTimes = turns.removeLast();
    turns.add(
        new Timeline.InvocationTimes(
            invocationTimes.requestId(), invocationTimes.begun(), System.nanoTime(), 0));
  }

  /// Notes the end of the answer. The runtime may be busy a while longer.
  ///
  /// @return its times
  synchronized Timeline.InvocationTimes recordInvocationEnd() {
    Timeline.InvocationTimes invocationTimes = turns.removeLast();
    Timeline.InvocationTimes ended =
        new Timeline.InvocationTimes(
            invocationTimes.requestId(),
            invocationTimes.begun(),
            invocationTimes.answered(),
            System.nanoTime());
    turns.add(ended);
    return ended;
  }

  /// The runtime asks for the next event.
  synchronized void recordIdle() {
    busy = false;
  }

  /// From the start of the process until it was ready, in nanoseconds.
  synchronized long startup() {
    return ready - spawned;
  }

  synchronized Timeline timeline(FunctionProcess process, String function, String version) {
    return new Timeline(
        process.pid(), function, version, state(process), spawned, ready, turns.stream().toList());
  }

  private Timeline.State state(FunctionProcess process) {
    if (!process.isAlive()) {
      return Timeline.State.ENDED;
    }
    if (busy) {
      return Timeline.State.BUSY;
    }
    return ready == 0 ? Timeline.State.STARTING : Timeline.State.IDLE;
  }
}
