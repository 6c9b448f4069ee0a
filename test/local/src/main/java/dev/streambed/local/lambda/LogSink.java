package dev.streambed.local.lambda;

/// Takes log lines, a function's own and Lambda's about it. Called from many threads.
@FunctionalInterface
public interface LogSink {

  /// Takes one line.
  ///
  /// @param function the function's name
  /// @param line without its end
  void line(String function, String line);
}
