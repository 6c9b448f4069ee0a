package dev.streambed.cli.domain;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A customer to be made, active from the start.
///
/// @param limits absent: the function's defaults apply; empty: no limit
/// @param models empty: every deployed one
public record NewCustomer(
    CustomerId id,
    String name,
    Optional<String> email,
    Optional<Map<Limit, BigDecimal>> limits,
    Set<String> models) {

  public NewCustomer {
    limits = limits.map(Map::copyOf);
    models = Set.copyOf(models);
  }
}
