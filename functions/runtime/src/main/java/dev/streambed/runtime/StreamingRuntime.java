package dev.streambed.runtime;

import java.util.Map;
import java.util.concurrent.Callable;

/// A Lambda runtime: asks the platform for events and has a [StreamingHandler] answer them.
///
/// | exit code | why |
/// |---|---|
/// | 0 | the thread was interrupted |
/// | 1 | the handler could not be built, or the environment makes no sense |
/// | 64, 65 | a hook before a snapshot, after a restore, failed |
/// | 69 | the Runtime API is gone |
/// | 70 | too many handlers went on after their deadline |
public final class StreamingRuntime {

  private StreamingRuntime() {}

  /// Runs as the process's `main`: builds the handler, serves, and exits the process when there is
  /// nothing left to serve.
  ///
  /// @param initialization builds the handler; what it throws is reported to the platform
  public static void run(Callable<? extends StreamingHandler> initialization) {
    System.exit(run(System.getenv(), initialization));
  }

  /// The same within a process that goes on, for instance a test's: returns when the platform is
  /// gone, or when the calling thread was interrupted (the workers then go on until it is gone).
  ///
  /// @param environment Lambda's environment variables
  /// @return the exit code
  public static int run(
      Map<String, String> environment, Callable<? extends StreamingHandler> initialization) {
    return new RuntimeStart(System.out, MillisClock.SYSTEM, Sleeper.SYSTEM)
        .run(environment, initialization);
  }
}
