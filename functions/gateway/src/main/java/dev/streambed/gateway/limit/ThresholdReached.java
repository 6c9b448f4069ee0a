package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A settlement has found that its item's part of the customer's budget has come to a threshold
/// that is not noted there. [BudgetThresholds] decides whether the customer has reached it.
public final class ThresholdReached {

  private final CounterKey key;
  private final MonthlyBudget monthlyBudget;
  private final Window month;
  private final long reservedPerRequest;
  private final HandledThresholds handledThresholds;

  private ThresholdReached(
      CounterKey key,
      MonthlyBudget monthlyBudget,
      Window month,
      long usual,
      HandledThresholds handledThresholds) {
    this.key = key;
    this.monthlyBudget = monthlyBudget;
    this.month = month;
    this.reservedPerRequest = usual;
    this.handledThresholds = handledThresholds;
  }

  /// @param item as the settlement has left it
  static Optional<ThresholdReached> find(
      Map<String, AttributeValue> item, CounterKey key, Reservation settled) {
    Window month = Window.at(settled.admittedAt(), WindowLength.MONTH);
    return MonthlyBudget.read(item)
        .filter(monthlyBudget -> key.shard() < monthlyBudget.shards())
        .flatMap(monthlyBudget -> {
          long part = monthlyBudget.share(key.shard());
          long spent = BudgetSpend.settledIn(item, month);
          BudgetSpend budgetSpend = new BudgetSpend(part, spent, settled.nanoDollars());
          List<Integer> reached =
              budgetSpend.thresholdsReached(HandledThresholds.read(item, month.number()));
          return reached.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new ThresholdReached(
                      key,
                      monthlyBudget,
                      month,
                      settled.nanoDollars(),
                      new HandledThresholds(month.number(), reached.getLast(), spent, part)));
        });
  }

  /// Whose budget it is.
  public CustomerId customer() {
    return key.customer();
  }

  /// The item that it was found on.
  CounterKey key() {
    return key;
  }

  MonthlyBudget budget() {
    return monthlyBudget;
  }

  Window month() {
    return month;
  }

  /// What the item notes when it has been dealt with.
  HandledThresholds handled() {
    return handledThresholds;
  }

  /// How the customer stands.
  ///
  /// @param spent on all shards together, in nano-dollars
  BudgetSpend budgetSpend(long spent) {
    return new BudgetSpend(
        monthlyBudget.nanoDollars(), spent, reservedPerRequest * monthlyBudget.shards());
  }
}
