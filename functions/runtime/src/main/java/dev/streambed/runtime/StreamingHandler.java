package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;

/// Handles the invocations of a Lambda function, one at a time per worker.
///
/// All workers share one instance (`AWS_LAMBDA_MAX_CONCURRENCY`), so it must be thread-safe if
/// there is more than one.
@FunctionalInterface
public interface StreamingHandler {

  /// Handles one event.
  ///
  /// Returning ends the response. An exception before anything was sent reports the invocation as
  /// failed; a later one ends the stream with error trailers. Shortly before the invocation's
  /// deadline the thread is interrupted, and a little later the response is ended without the
  /// handler: writes then throw [java.io.IOException].
  void handle(InputStream event, Response response, Context context) throws Exception;

  /// Runs before a SnapStart snapshot is taken. Close resources here that must not be part of it.
  default void beforeSnapshot() throws Exception {}

  /// Runs after a snapshot was restored, before the first event. Open connections here.
  default void afterRestore() throws Exception {}
}
