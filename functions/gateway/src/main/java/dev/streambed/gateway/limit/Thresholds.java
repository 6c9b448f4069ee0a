package dev.streambed.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds out which thresholds of a budget are to be announced, and sees to it that one function
/// does. Thread-safe. Every method throws [SdkException] when the table is not to be had; then the
/// next settlement begins anew.
public final class Thresholds {

  /// Longer than announcing takes. Who has not finished by then is dead, or was refused.
  static final Duration CLAIMED = Duration.ofMinutes(1);

  private final BudgetItems items;
  private final InstantSource clock;

  public Thresholds(LimitsTable table, InstantSource clock) {
    this.items = new BudgetItems(table);
    this.clock = clock;
  }

  /// Takes on what is to be announced; empty when there is nothing, or somebody else is at it.
  public Optional<Claim> claim(Milestone milestone) {
    Map<String, AttributeValue> customer = items.customer(milestone.key());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (BudgetItems.isClaimed(customer, now)) {
      return Optional.empty();
    }
    long spent = spent(milestone);
    Noted before = Noted.in(customer, milestone.month().number());
    List<Integer> reached = milestone.whole(spent).reached(before);
    if (reached.isEmpty()) {
      items.note(milestone.key(), milestone.noted());
      return Optional.empty();
    }
    List<Crossing> crossings =
        reached.stream().map(percent -> crossing(milestone, percent, spent, now)).toList();
    Claim claim = new Claim(milestone, crossings, now.plus(CLAIMED));
    return items.claim(customer, claim, now) ? Optional.of(claim) : Optional.empty();
  }

  /// Notes that this threshold has been announced.
  public void announced(Claim claim, Crossing crossing) {
    Milestone milestone = claim.milestone();
    boolean isLast = crossing.equals(claim.crossings().getLast());
    items.announced(claim, noted(milestone, crossing), isLast);
    if (isLast) {
      items.note(milestone.key(), milestone.noted());
    }
  }

  // One after the other: there are few, and few times a month.
  private long spent(Milestone milestone) {
    long spent = 0;
    for (int shard = 0; shard < milestone.budget().shards(); shard++) {
      CounterKey key = new CounterKey(milestone.key().customer(), shard);
      spent += Spent.in(items.counters(key), milestone.month());
    }
    return spent;
  }

  private static Crossing crossing(Milestone milestone, int percent, long spent, Instant now) {
    return new Crossing(
        milestone.key().customer(),
        Span.month(milestone.month().number()),
        percent,
        spent,
        milestone.budget().nanoDollars(),
        now);
  }

  private static Noted noted(Milestone milestone, Crossing crossing) {
    return new Noted(
        milestone.month().number(),
        crossing.percent(),
        crossing.spentNanoDollars(),
        crossing.budgetNanoDollars());
  }
}
