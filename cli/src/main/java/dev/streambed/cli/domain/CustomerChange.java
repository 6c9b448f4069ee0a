package dev.streambed.cli.domain;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is to change about a customer; what it does not name stays.
///
/// @param limits how the limits change
/// @param models exactly these from now on; an empty set allows every deployed one
public record CustomerChange(
    Optional<String> name,
    Optional<String> email,
    LimitsChange limits,
    Optional<Set<String>> models) {

  public boolean isNothing() {
    return name.isEmpty()
        && email.isEmpty()
        && models.isEmpty()
        && limits instanceof LimitsChange.Patch(Map<Limit, BigDecimal> set, Set<Limit> cleared)
        && set.isEmpty()
        && cleared.isEmpty();
  }

  /// How a customer's limits change.
  public sealed interface LimitsChange {

    /// These are set, those are taken away, the others stay.
    record Patch(Map<Limit, BigDecimal> set, Set<Limit> cleared) implements LimitsChange {
      public Patch {
        set = Map.copyOf(set);
        cleared = Set.copyOf(cleared);
      }
    }

    /// Exactly these from now on; none when it is empty.
    record Replace(Map<Limit, BigDecimal> limits) implements LimitsChange {
      public Replace {
        limits = Map.copyOf(limits);
      }
    }

    /// From now on the function's defaults apply.
    record ResetToDefaults() implements LimitsChange {}
  }
}
