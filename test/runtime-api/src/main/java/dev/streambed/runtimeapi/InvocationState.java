package dev.streambed.runtimeapi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The state of one invocation. Thread-safe.
final class InvocationState {

  enum Stage {
    /// The runtime has the event, or is about to.
    RUNNING,
    /// The runtime has called `/response` or `/error`.
    RESPONDING,
    /// The response has ended.
    SENT,
    /// Timed out before the response ended.
    LOST
  }

  private final Invocation invocation;
  private final ResponseSink sink;
  private final CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
  private Stage stage = Stage.RUNNING;
  private Runnable cut = () -> {};
  private boolean callerLeft;

  InvocationState(Invocation invocation, ResponseSink sink) {
    this.invocation = invocation;
    this.sink = sink;
  }

  Invocation invocation() {
    return invocation;
  }

  /// Passes the response's head to the caller, unless the caller has disconnected or the invocation
  /// has timed out. The runtime notices neither. Head and bytes arrive on the connection's one
  /// thread.
  void sendHead(String contentType, boolean streaming) {
    send(() -> sink.head(contentType, streaming));
  }

  /// Passes bytes of the response to the caller, like [#sendHead].
  void sendBytes(byte[] buffer, int offset, int length) {
    send(() -> sink.bytes(buffer, offset, length));
  }

  private void send(SinkCall call) {
    if (callerLeft || stage() == Stage.LOST) {
      return;
    }
    try {
      call.run();
    } catch (IOException left) {
      callerLeft = true;
    }
  }

  synchronized Stage stage() {
    return stage;
  }

  /// Starts the response.
  ///
  /// @param onLoss breaks the connection of the response if the invocation times out
  /// @return false when a response was started before, or the invocation has timed out
  synchronized boolean begin(Runnable onLoss) {
    if (stage != Stage.RUNNING) {
      return false;
    }
    stage = Stage.RESPONDING;
    cut = onLoss;
    return true;
  }

  synchronized void sent(InvocationOutcome how) {
    if (stage != Stage.LOST) {
      stage = Stage.SENT;
      outcome.complete(how);
    }
  }

  void lost(InvocationOutcome why) {
    if (lose(why)) {
      cut.run();
    }
  }

  /// Waits for the outcome until the deadline.
  InvocationOutcome await() throws InterruptedException {
    long left = Duration.between(Instant.now(), invocation.deadline()).toNanos();
    try {
      return outcome.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      lost(new InvocationOutcome.TimedOut());
      return outcome.join();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("an outcome is never exceptional", impossible);
    }
  }

  private synchronized boolean lose(InvocationOutcome why) {
    if (stage == Stage.SENT || stage == Stage.LOST) {
      return false;
    }
    stage = Stage.LOST;
    outcome.complete(why);
    return true;
  }

  private interface SinkCall {
    void run() throws IOException;
  }
}
