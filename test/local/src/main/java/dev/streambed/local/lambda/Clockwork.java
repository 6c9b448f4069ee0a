package dev.streambed.local.lambda;

import java.util.ArrayDeque;
import java.util.Deque;

/// Notes the times of one execution environment. Thread-safe.
final class Clockwork {

  private static final int KEPT = 100;

  private final long spawned = System.nanoTime();
  private final Deque<Timeline.Turn> turns = new ArrayDeque<>();
  private long ready;
  private boolean busy;

  synchronized void isReady() {
    ready = System.nanoTime();
  }

  synchronized void begins(String requestId) {
    if (turns.size() == KEPT) {
      turns.removeFirst();
    }
    turns.add(new Timeline.Turn(requestId, System.nanoTime(), 0, 0));
    busy = true;
  }

  synchronized void answers() {
    Timeline.Turn turn = turns.removeLast();
    turns.add(new Timeline.Turn(turn.requestId(), turn.begun(), System.nanoTime(), 0));
  }

  /// Notes the end of the answer. The runtime may be busy a while longer.
  ///
  /// @return its times
  synchronized Timeline.Turn ends() {
    Timeline.Turn turn = turns.removeLast();
    Timeline.Turn ended =
        new Timeline.Turn(turn.requestId(), turn.begun(), turn.answered(), System.nanoTime());
    turns.add(ended);
    return ended;
  }

  /// The runtime asks for the next event.
  synchronized void rests() {
    busy = false;
  }

  /// From the start of the process until it was ready, in nanoseconds.
  synchronized long startup() {
    return ready - spawned;
  }

  synchronized Timeline read(FunctionProcess process, String function, String version) {
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
