package dev.streambed.local.lambda;

/// Receives log lines of functions, and Lambda's own. Called from many threads.
@FunctionalInterface
public interface LogSink {

  /// Receives one line.
  ///
  /// @param function the function's name
  /// @param line without a line break
  void line(String function, String line);
}
