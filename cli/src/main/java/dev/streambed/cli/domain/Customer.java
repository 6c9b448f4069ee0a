package dev.streambed.cli.domain;

import dev.streambed.gateway.domain.RequiredGuardrail;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A customer in the table.
///
/// @param name empty if the item has none
/// @param status `active` or `suspended`
/// @param limits absent: the function's default limits apply; present: only these, by attribute, as
///   decimal numbers or [#UNREADABLE]
/// @param models absent: all deployed models; sorted
/// @param guardrail absent: the deployment's, if it has one; as `id:version`, or [#UNREADABLE]
/// @param createdAt ISO instant, or empty
public record Customer(
    CustomerId id,
    String name,
    Optional<String> email,
    String status,
    Optional<Map<String, String>> limits,
    Optional<List<String>> models,
    Optional<String> guardrail,
    String createdAt,
    Optional<String> updatedAt) {

  public static final String ACTIVE = "active";
  public static final String SUSPENDED = "suspended";

  /// Shown for a limit that is not a number, and for a guardrail that is none. The gateway admits
  /// no requests under them.
  public static final String UNREADABLE = "unreadable";

  /// A customer to be created, active from the start.
  ///
  /// @param limits absent: the function's default limits apply; empty: no limits
  /// @param models empty: all deployed models
  /// @param guardrail absent: the deployment's
  public record New(
      CustomerId id,
      String name,
      Optional<String> email,
      Optional<Map<Limit, BigDecimal>> limits,
      Set<String> models,
      Optional<RequiredGuardrail> guardrail) {

    public New {
      limits = limits.map(Map::copyOf);
      models = Set.copyOf(models);
    }
  }

  /// A change of a customer. Absent members stay as they are.
  ///
  /// @param email empty: removes the address
  /// @param models replaces the present ones; empty: allows all deployed models
  /// @param guardrail as `id:version`; empty: applies the deployment's again
  public record Change(
      Optional<String> name,
      Optional<String> email,
      LimitsChange limits,
      Optional<Set<String>> models,
      Optional<String> guardrail) {

    public boolean isEmpty() {
      return name.isEmpty()
          && email.isEmpty()
          && models.isEmpty()
          && guardrail.isEmpty()
          && limits instanceof LimitsChange.Patch(Map<Limit, BigDecimal> set, Set<Limit> cleared)
          && set.isEmpty()
          && cleared.isEmpty();
    }
  }

  /// A change of a customer's limits.
  public sealed interface LimitsChange {

    /// Sets some limits, removes others, and leaves the rest.
    record Patch(Map<Limit, BigDecimal> set, Set<Limit> cleared) implements LimitsChange {
      public Patch {
        set = Map.copyOf(set);
        cleared = Set.copyOf(cleared);
      }
    }

    /// Replaces all limits; an empty map removes them.
    record Replace(Map<Limit, BigDecimal> limits) implements LimitsChange {
      public Replace {
        limits = Map.copyOf(limits);
      }
    }

    /// Applies the function's default limits again.
    record ResetToDefaults() implements LimitsChange {}
  }
}
