package dev.streambed.cli.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A customer as the table has it.
///
/// @param name empty when the table has none
/// @param status `active` or `suspended`
/// @param limits absent: the function's defaults apply; present: exactly these, by the table's
///   names, as decimal numbers, or [#UNREADABLE]
/// @param models absent: every deployed one; sorted
/// @param createdAt ISO instant, or empty
public record Customer(
    CustomerId id,
    String name,
    Optional<String> email,
    String status,
    Optional<Map<String, String>> limits,
    Optional<List<String>> models,
    String createdAt,
    Optional<String> updatedAt) {

  public static final String ACTIVE = "active";
  public static final String SUSPENDED = "suspended";

  /// Stands for a limit that is no number: the gateway admits nobody by it.
  public static final String UNREADABLE = "unreadable";

  public boolean isActive() {
    return status.equals(ACTIVE);
  }
}
