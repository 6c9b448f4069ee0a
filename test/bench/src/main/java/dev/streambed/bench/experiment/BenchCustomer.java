package dev.streambed.bench.experiment;

import dev.streambed.local.customers.NewCustomer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// The customer of the bench.
final class BenchCustomer {

  /// It has a limit, as most customers do, so that each request is counted, but never reaches it.
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
          Optional.empty(),
          "active",
          Optional.empty());

  private BenchCustomer() {}
}
