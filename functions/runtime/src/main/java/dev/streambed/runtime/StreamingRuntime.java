package dev.streambed.runtime;

import java.util.Map;
import java.util.concurrent.Callable;

/// A Lambda runtime: polls the platform for events and has a [StreamingHandler] handle them.
///
/// | exit code | reason |
/// |---|---|
/// | 0 | the thread was interrupted |
/// | 1 | the handler could not be built, or the environment is invalid |
/// | 64, 65 | a hook before a snapshot, or after a restore, failed |
/// | 69 | the Runtime API is gone |
/// | 70 | too many handlers ran on after their deadline |
public final class StreamingRuntime {

  private StreamingRuntime() {}

  /// Runs as the process's `main`: builds the handler, serves events, and exits the process at the
  /// end.
  ///
  /// @param initialization builds the handler; its exception is reported to the platform
  public static void run(Callable<? extends StreamingHandler> initialization) {
    System.exit(run(System.getenv(), initialization));
  }

  /// Like [#run(Callable)] without exiting the process, for tests: returns when the platform is
  /// gone, or when the calling thread was interrupted (the workers then continue until the platform
  /// is gone).
  ///
  /// @param environment Lambda's environment variables
  /// @return the exit code
  public static int run(
      Map<String, String> environment, Callable<? extends StreamingHandler> initialization) {
    return new RuntimeStart(System.out, MillisClock.SYSTEM, Sleeper.SYSTEM)
        .run(environment, initialization);
  }
}
