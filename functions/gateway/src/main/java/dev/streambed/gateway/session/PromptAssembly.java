package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.Problem;
import java.util.List;

/// How far a prompt has come that is sent in parts.
public sealed interface PromptAssembly {

  /// More parts are to come.
  ///
  /// @param missing those before the last; empty while the last has not come
  record Incomplete(List<Integer> missing) implements PromptAssembly {

    public Incomplete {
      missing = List.copyOf(missing);
    }
  }

  /// All are here.
  ///
  /// @param count how many
  record Complete(int count) implements PromptAssembly {}

  /// They make no prompt.
  record Invalid(Problem problem) implements PromptAssembly {}
}
