package dev.streambed.gateway.limit;

import dev.streambed.gateway.config.GatewayDependencies;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What this package does for others, all of it on the one table `limits`.
///
/// @param random chooses a customer's shard
public record CustomerLimits(LimitsTable table, RandomGenerator random, InstantSource clock) {

  /// Builds the package.
  public static CustomerLimits of(GatewayDependencies gatewayDependencies) {
    LimitsTable table =
        new LimitsTable(
            gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().limits());
    return new CustomerLimits(table, gatewayDependencies.random(), gatewayDependencies.clock());
  }

  /// Admits requests for models.
  public Admitter admitter() {
    return new Admitter(table, random, clock);
  }

  /// Counts requests that ask no model.
  public RateLimiter rateLimiter() {
    return new RateLimiter(table, clock);
  }

  /// Settles what was reserved.
  public Settler settler() {
    return new Settler(table, clock);
  }

  /// Finds reservations that no running function settles.
  public OpenReservations openReservations() {
    return new OpenReservations(table);
  }

  /// Finds the thresholds of budgets that are to be announced.
  public BudgetNoticeCoordinator thresholds() {
    return new BudgetNoticeCoordinator(table, clock);
  }
}
