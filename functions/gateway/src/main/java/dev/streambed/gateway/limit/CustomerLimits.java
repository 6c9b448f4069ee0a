package dev.streambed.gateway.limit;

import dev.streambed.gateway.config.GatewayDependencies;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The services of this package, all on the one table `limits`.
///
/// @param random selects a customer's shard
public record CustomerLimits(LimitsTable table, RandomGenerator random, InstantSource clock) {

  /// Builds the package.
  public static CustomerLimits of(GatewayDependencies gatewayDependencies) {
    LimitsTable table =
        new LimitsTable(
            gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().limits());
    return new CustomerLimits(table, gatewayDependencies.random(), gatewayDependencies.clock());
  }

  /// Admits model requests.
  public Admitter admitter() {
    return new Admitter(table, random, clock);
  }

  /// Counts requests that call no model.
  public RateLimiter rateLimiter() {
    return new RateLimiter(table, clock);
  }

  /// Settles reservations.
  public Settler settler() {
    return new Settler(table, clock);
  }

  /// Finds open reservations.
  public OpenReservations openReservations() {
    return new OpenReservations(table);
  }

  /// Finds the budget thresholds to announce.
  public BudgetNoticeCoordinator thresholds() {
    return new BudgetNoticeCoordinator(table, clock);
  }
}
