package dev.streambed.gateway.domain;

/// The destination of log lines.
@FunctionalInterface
public interface LogSink {

  /// Writes one line without interleaving. Can be called from any thread.
  ///
  /// @param line the text, without line breaks
  void write(String line);
}
