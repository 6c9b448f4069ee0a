package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ModelId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The attempts at one answer, one after the other. Of one thread, except for [#stop] and [#close].
final class RetriedStreamingCall implements AutoCloseable {

  private final ModelId model;
  private final Supplier<StreamingCall> start;
  private final Backoff backoff;
  private final Deadline deadline;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile StreamingCall streamingCall;
  private int failures;
  private boolean over;

  /// Starts the first.
  RetriedStreamingCall(
      ModelId model, Supplier<StreamingCall> start, Backoff backoff, Deadline deadline) {
    this.model = model;
    this.start = start;
    this.backoff = backoff;
    this.deadline = deadline;
    this.streamingCall = start.get();
  }

  /// The model that is asked.
  ModelId model() {
    return model;
  }

  /// The next signal of the latest attempt, or nothing when none comes in time.
  Optional<StreamSignal> poll(Duration patience) throws InterruptedException {
    return streamingCall.poll(patience);
  }

  /// Makes another attempt after a pause, if there may be one. A stop ends the pause, and then
  /// nothing is under way any more.
  ///
  /// @return false when there may be none
  boolean again() throws InterruptedException {
    failures++;
    Optional<Duration> pause = backoff.pauseAfter(failures, deadline);
    if (pause.isEmpty()) {
      return false;
    }
    streamingCall.close();
    over = stop.await(pause.get().toNanos(), TimeUnit.NANOSECONDS);
    if (!over) {
      streamingCall = start.get();
    }
    return true;
  }

  /// Ends a wait in [#poll] or [#again], and has no further attempt made.
  void stop() {
    stop.countDown();
    streamingCall.wake();
  }

  boolean isStopped() {
    return stop.getCount() == 0;
  }

  /// Whether the latest has failed and there will be no other.
  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    streamingCall.close();
  }
}
