package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;

/// Answers invocations of a Lambda function, one at a time per worker.
///
/// An instance is shared by all workers (`AWS_LAMBDA_MAX_CONCURRENCY`), so it must be thread-safe
/// where that is more than one.
@FunctionalInterface
public interface StreamingHandler {

  /// Reads one event and gives its one answer.
  ///
  /// Returning ends the answer. Throwing before anything was sent reports the invocation as failed;
  /// throwing later ends the stream with error trailers. Shortly before the invocation's deadline
  /// the thread is interrupted, and a little later the answer is ended without the handler: writes
  /// then throw [java.io.IOException].
  void handle(InputStream event, Response response, Context context) throws Exception;

  /// Runs before a SnapStart snapshot is taken: close what must not be copied.
  default void beforeSnapshot() throws Exception {}

  /// Runs after a snapshot was restored, before the first event: open connections here.
  default void afterRestore() throws Exception {}
}
