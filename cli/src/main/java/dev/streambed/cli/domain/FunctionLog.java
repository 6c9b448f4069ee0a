package dev.streambed.cli.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What Lambda itself writes into the log of the gateway's function.
public interface FunctionLog {

  /// The start of an execution environment, by the report of its first invocation.
  ///
  /// @param at when the report was written
  /// @param initDuration how long the initialization took
  /// @param maxMemoryMebibytes the most memory used until then
  /// @param memoryMebibytes the function's memory
  record ColdStart(
      Instant at, Duration initDuration, long maxMemoryMebibytes, long memoryMebibytes) {}

  /// The starts that were logged since then, in their order. A line may be in the log some seconds
  /// after its event.
  ///
  /// @throws CliException if the log cannot be read
  List<ColdStart> coldStarts(Instant since);
}
