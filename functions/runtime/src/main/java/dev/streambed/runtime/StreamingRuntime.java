package dev.streambed.runtime;

import java.util.Map;
import java.util.concurrent.Callable;

/// A Lambda runtime: asks the platform for events and has a [StreamingHandler] answer them.
@SuppressWarnings("DoNotCallSuggester") // the types first; the loop follows
public final class StreamingRuntime {

  private StreamingRuntime() {}

  /// Runs as the process's `main`: builds the handler, serves until the platform is gone, and exits
  /// with [#run(Map, Callable)]'s code.
  ///
  /// @param initialization builds the handler; what it throws is reported to the platform
  public static void run(Callable<? extends StreamingHandler> initialization) {
    throw new UnsupportedOperationException("in the making");
  }

  /// The same within a process that goes on: returns when the platform is gone or the thread was
  /// interrupted.
  ///
  /// @param environment Lambda's environment variables
  /// @return the exit code: 0 when interrupted, else what went wrong
  public static int run(
      Map<String, String> environment, Callable<? extends StreamingHandler> initialization) {
    throw new UnsupportedOperationException("in the making");
  }
}
