package dev.streambed.runtimeapi;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One invocation on its way through the state machine. Thread-safe.
final class InvocationState {

  enum Stage {
    /// The runtime has the event, or is about to.
    RUNNING,
    /// The runtime has called `/response` or `/error`.
    RESPONDING,
    /// The answer has ended.
    SENT,
    /// Given up before the answer ended.
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

  /// Passes the answer's head to the caller, unless the caller left or the invocation was given up.
  /// The runtime does not notice either. Head and bytes come on the connection's one thread.
  void sendHead(String contentType, boolean streaming) {
    send(() -> sink.head(contentType, streaming));
  }

  /// Passes bytes of the answer to the caller, like [#sendHead].
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

  /// Begins the one answer.
  ///
  /// @param onLoss breaks the connection that brings it, should the invocation be given up
  /// @return false when it has begun before or the invocation was given up
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

  /// Waits for the outcome, and gives up at the deadline.
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
