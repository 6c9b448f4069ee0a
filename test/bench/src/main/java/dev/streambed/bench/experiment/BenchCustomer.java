package dev.streambed.bench.experiment;

import dev.streambed.local.customers.NewCustomer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// Who calls.
final class BenchCustomer {

  /// Has a limit, as most customers do, so that each request is counted; never reaches it.
  static final NewCustomer LIMITED =
      new NewCustomer(
          "bench",
          "Benchmark",
          "active",
          Optional.of(
              Map.of(
                  "requestsPerDay", BigDecimal.valueOf(1_000_000),
                  "stopsPerMinute", BigDecimal.valueOf(1_000_000),
                  "connectionsPerMinute", BigDecimal.valueOf(1_000_000))),
          Optional.empty(),
          "active",
          Optional.empty());

  private BenchCustomer() {}
}
