package dev.streambed.bench.choices;

import java.util.Map;

/// One of the alternatives in a comparison.
///
/// @param name the name in the table
/// @param trial runs it once in a new process
record Candidate(String name, Trial trial) {

  /// Runs a candidate once.
  @FunctionalInterface
  interface Trial {

    /// Its figures by name.
    Map<String, Double> run() throws Exception;
  }
}
