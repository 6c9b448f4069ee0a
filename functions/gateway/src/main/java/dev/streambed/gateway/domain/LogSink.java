package dev.streambed.gateway.domain;

/// Where log lines go.
@FunctionalInterface
public interface LogSink {

  /// Writes one line, whole, whichever thread calls.
  ///
  /// @param line without a line break
  void write(String line);
}
