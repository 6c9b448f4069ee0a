package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A settlement has found that its item's part of the customer's budget has come to a threshold
/// that is not noted there. Whether the customer has come to it, [Thresholds] finds out.
public final class Milestone {

  private final CounterKey key;
  private final Budget budget;
  private final Window month;
  private final long usual;
  private final Noted noted;

  private Milestone(CounterKey key, Budget budget, Window month, long usual, Noted noted) {
    this.key = key;
    this.budget = budget;
    this.month = month;
    this.usual = usual;
    this.noted = noted;
  }

  /// @param item as the settlement has left it
  static Optional<Milestone> in(
      Map<String, AttributeValue> item, CounterKey key, Reservation settled) {
    Window month = Window.at(settled.at(), Span.MONTH);
    return Budget.in(item)
        .filter(budget -> key.shard() < budget.shards())
        .flatMap(budget -> {
          long part = budget.part(key.shard());
          long spent = Spent.in(item, month);
          Purse purse = new Purse(part, spent, settled.nanoDollars());
          List<Integer> reached = purse.reached(Noted.in(item, month.number()));
          return reached.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Milestone(
                      key,
                      budget,
                      month,
                      settled.nanoDollars(),
                      new Noted(month.number(), reached.getLast(), spent, part)));
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

  Budget budget() {
    return budget;
  }

  Window month() {
    return month;
  }

  /// What the item notes when it has been dealt with.
  Noted noted() {
    return noted;
  }

  /// How the customer stands.
  ///
  /// @param spent on all shards together, in nano-dollars
  Purse whole(long spent) {
    return new Purse(budget.nanoDollars(), spent, usual * budget.shards());
  }
}
