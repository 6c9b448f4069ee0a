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
public final class BudgetThresholds {

  /// Longer than announcing takes. Who has not finished by then is dead, or was refused.
  static final Duration CLAIMED = Duration.ofMinutes(1);

  private final BudgetNoticeItems items;
  private final InstantSource clock;

  public BudgetThresholds(LimitsTable table, InstantSource clock) {
    this.items = new BudgetNoticeItems(table);
    this.clock = clock;
  }

  /// Takes on what is to be announced; empty when there is nothing, or somebody else is at it.
  public Optional<NoticeClaim> claim(ThresholdReached thresholdReached) {
    Map<String, AttributeValue> customer = items.noticeItem(thresholdReached.key());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (BudgetNoticeItems.isClaimed(customer, now)) {
      return Optional.empty();
    }
    long spent = spent(thresholdReached);
    HandledThresholds before = HandledThresholds.read(customer, thresholdReached.month().number());
    List<Integer> reached = thresholdReached.budgetSpend(spent).thresholdsReached(before);
    if (reached.isEmpty()) {
      items.markHandled(thresholdReached.key(), thresholdReached.handled());
      return Optional.empty();
    }
    List<ThresholdCrossing> crossings =
        reached.stream().map(percent -> crossing(thresholdReached, percent, spent, now)).toList();
    NoticeClaim noticeClaim = new NoticeClaim(thresholdReached, crossings, now.plus(CLAIMED));
    return items.claim(customer, noticeClaim, now) ? Optional.of(noticeClaim) : Optional.empty();
  }

  /// Notes that this threshold has been announced.
  public void markAnnounced(NoticeClaim noticeClaim, ThresholdCrossing thresholdCrossing) {
    ThresholdReached thresholdReached = noticeClaim.milestone();
    boolean isLast = thresholdCrossing.equals(noticeClaim.crossings().getLast());
    items.markAnnounced(noticeClaim, noted(thresholdReached, thresholdCrossing), isLast);
    if (isLast) {
      items.markHandled(thresholdReached.key(), thresholdReached.handled());
    }
  }

  // One after the other: there are few, and few times a month.
  private long spent(ThresholdReached thresholdReached) {
    long spent = 0;
    for (int shard = 0; shard < thresholdReached.budget().shards(); shard++) {
      CounterKey key = new CounterKey(thresholdReached.key().customer(), shard);
      spent += MonthSpendReader.read(items.counterItem(key), thresholdReached.month());
    }
    return spent;
  }

  private static ThresholdCrossing crossing(
      ThresholdReached thresholdReached, int percent, long spent, Instant now) {
    return new ThresholdCrossing(
        thresholdReached.key().customer(),
        WindowLength.month(thresholdReached.month().number()),
        percent,
        spent,
        thresholdReached.budget().nanoDollars(),
        now);
  }

  private static HandledThresholds noted(
      ThresholdReached thresholdReached, ThresholdCrossing thresholdCrossing) {
    return new HandledThresholds(
        thresholdReached.month().number(),
        thresholdCrossing.percent(),
        thresholdCrossing.spentNanoDollars(),
        thresholdCrossing.budgetNanoDollars());
  }
}
