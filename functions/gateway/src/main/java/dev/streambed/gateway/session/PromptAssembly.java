package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.Problem;
import java.util.List;

/// The state of a prompt that is sent in parts.
public sealed interface PromptAssembly {

  /// Parts are missing.
  ///
  /// @param missing the missing indexes before the last part; empty while the last part has not
  ///   arrived
  record Incomplete(List<Integer> missing) implements PromptAssembly {

    public Incomplete {
      missing = List.copyOf(missing);
    }
  }

  /// All parts have arrived.
  ///
  /// @param count the number of parts
  record Complete(int count) implements PromptAssembly {}

  /// The parts do not form a valid prompt.
  record Invalid(Problem problem) implements PromptAssembly {}
}
