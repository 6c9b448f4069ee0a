package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A settlement found that its shard's part of the customer's budget reached a threshold that is
/// not recorded there. [BudgetNoticeCoordinator] decides whether the customer has reached it.
public final class ShardThresholdReached {

  private final CounterKey key;
  private final Shard shard;
  private final MonthlyBudget monthlyBudget;
  private final Window month;
  private final long reservedPerRequest;
  private final BudgetThresholdProgress budgetThresholdProgress;

  private ShardThresholdReached(
      CounterKey key,
      Shard shard,
      MonthlyBudget monthlyBudget,
      Window month,
      long usual,
      BudgetThresholdProgress budgetThresholdProgress) {
    this.key = key;
    this.shard = shard;
    this.monthlyBudget = monthlyBudget;
    this.month = month;
    this.reservedPerRequest = usual;
    this.budgetThresholdProgress = budgetThresholdProgress;
  }

  /// @param item the item after the settlement
  static Optional<ShardThresholdReached> find(
      Map<String, AttributeValue> item, CounterKey key, Reservation settled) {
    Window month = Window.at(settled.admittedAt(), WindowLength.MONTH);
    return MonthlyBudget.read(item)
        .flatMap(monthlyBudget -> {
          Shard shard = new Shard(key.shard(), Shard.depthOf(item));
          long part = shard.partOf(monthlyBudget.nanoDollars());
          long spent = Math.max(0, BudgetSpend.settledIn(item, month));
          BudgetSpend budgetSpend = new BudgetSpend(part, spent, settled.nanoDollars());
          List<Integer> reached =
              budgetSpend.thresholdsReached(BudgetThresholdProgress.read(item, month.number()));
          return reached.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new ShardThresholdReached(
                      key,
                      shard,
                      monthlyBudget,
                      month,
                      settled.nanoDollars(),
                      new BudgetThresholdProgress(month.number(), reached.getLast(), spent, part)));
        });
  }

  /// The customer of the budget.
  public CustomerId customer() {
    return key.customer();
  }

  /// The item where the threshold was found.
  CounterKey key() {
    return key;
  }

  Shard shard() {
    return shard;
  }

  MonthlyBudget budget() {
    return monthlyBudget;
  }

  Window month() {
    return month;
  }

  /// The progress to record when the threshold was handled.
  BudgetThresholdProgress handled() {
    return budgetThresholdProgress;
  }

  /// The spending of the customer.
  ///
  /// @param spent the spending of all shards together, in nano-dollars
  BudgetSpend budgetSpend(long spent) {
    return new BudgetSpend(
        monthlyBudget.nanoDollars(), spent, reservedPerRequest * shard.estimatedCount());
  }
}
