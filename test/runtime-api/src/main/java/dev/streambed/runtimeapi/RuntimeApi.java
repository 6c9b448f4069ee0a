package dev.streambed.runtimeapi;

import java.io.IOException;
import java.time.Duration;

/// Lambda's side of the Runtime API for one execution environment.
///
/// Thread-safe. With more than one worker, as many calls of [#invoke] run at once.
@SuppressWarnings("DoNotCallSuggester") // the types first; the server follows
public final class RuntimeApi implements AutoCloseable {

  /// The largest buffered answer, in bytes.
  public static final long BUFFERED_LIMIT = (6L << 20) + 100;

  /// The largest streamed answer, in bytes.
  public static final long STREAMED_LIMIT = 200L << 20;

  private RuntimeApi() {}

  /// Listens on 127.0.0.1, at a port of the system's choice.
  public static RuntimeApi start(Settings settings) throws IOException {
    throw new UnsupportedOperationException("in the making");
  }

  /// The value of `AWS_LAMBDA_RUNTIME_API`: host and port.
  public String address() {
    throw new UnsupportedOperationException("in the making");
  }

  /// Waits until the runtime has come somewhere, at most this long. Once it is ready or has failed,
  /// that stays the answer.
  public Startup awaitStartup(Duration patience) throws InterruptedException {
    throw new UnsupportedOperationException("in the making");
  }

  /// Answers the runtime's `/restore/next`, as after a snapshot was restored.
  public void restore() {
    throw new UnsupportedOperationException("in the making");
  }

  /// Gives an event to a waiting worker, waiting for one if need be, passes its answer to the sink,
  /// and returns when the answer has ended or the deadline has passed.
  public Outcome invoke(Invocation invocation, AnswerSink sink) throws InterruptedException {
    throw new UnsupportedOperationException("in the making");
  }

  /// Waits until a worker asks for an event. Lambda gives an environment no further event before
  /// that, and kills it when the last invocation's deadline passes first.
  ///
  /// @return whether one asks now
  public boolean awaitIdle(Duration patience) throws InterruptedException {
    throw new UnsupportedOperationException("in the making");
  }

  /// Tells that the runtime's process has ended: whatever waits for it ends now.
  public void runtimeExited() {
    throw new UnsupportedOperationException("in the making");
  }

  /// Stops listening and cuts every connection; running invocations end as [Outcome.RuntimeExited].
  @Override
  public void close() {
    throw new UnsupportedOperationException("in the making");
  }
}
