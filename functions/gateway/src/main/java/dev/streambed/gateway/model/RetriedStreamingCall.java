package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ModelId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The attempts of one streamed call, one after the other, at one model or at several. Not
/// thread-safe, except for [#stop] and [#close].
final class RetriedStreamingCall implements AutoCloseable {

  private final Backoff backoff;
  private final Deadline deadline;
  private final CountDownLatch stop = new CountDownLatch(1);
  private ModelId model;
  private Supplier<StreamingCall> start;
  private volatile StreamingCall streamingCall;
  private int failures;
  private boolean over;

  /// Starts the first attempt.
  RetriedStreamingCall(
      ModelId model, Supplier<StreamingCall> start, Backoff backoff, Deadline deadline) {
    this.model = model;
    this.start = start;
    this.backoff = backoff;
    this.deadline = deadline;
    this.streamingCall = start.get();
  }

  /// The model that is called.
  ModelId model() {
    return model;
  }

  /// The next signal of the current attempt; empty when none arrives within the timeout.
  Optional<StreamSignal> poll(Duration timeout) throws InterruptedException {
    return streamingCall.poll(timeout);
  }

  /// Starts another attempt after a pause, if one is allowed. A stop ends the pause without a new
  /// attempt.
  ///
  /// @return false when no further attempt is allowed
  boolean again() throws InterruptedException {
    failures++;
    Optional<Duration> pause = backoff.pauseAfter(failures, deadline);
    if (pause.isEmpty()) {
      return false;
    }
    streamingCall.close();
    over = stop.await(pause.get().toNanos(), TimeUnit.NANOSECONDS);
    if (!over) {
      begin();
    }
    return true;
  }

  /// Starts an attempt at another model immediately.
  void turnTo(ModelId other, Supplier<StreamingCall> startOther) {
    streamingCall.close();
    model = other;
    start = startOther;
    failures = 0;
    begin();
  }

  // A stop in between has woken the call before.
  private void begin() {
    streamingCall = start.get();
    if (isStopped()) {
      streamingCall.wake();
    }
  }

  /// Ends a wait in [#poll] or [#again], and prevents further attempts.
  void stop() {
    stop.countDown();
    streamingCall.wake();
  }

  boolean isStopped() {
    return stop.getCount() == 0;
  }

  /// Whether a stop has prevented the next attempt, so that no call is running.
  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    streamingCall.close();
  }
}
