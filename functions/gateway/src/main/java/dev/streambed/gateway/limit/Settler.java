package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Corrects the counters when an answer has ended. Thread-safe.
public final class Settler {

  private final LimitsTable table;
  private final InstantSource clock;

  public Settler(LimitsTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Replaces the reserved amounts by the used ones, in the windows of the admission. Dollars are
  /// replaced only if the usage has a price; otherwise unpriced models would never use up a budget.
  /// Idempotent, also across functions.
  public Settlement settle(Permit permit, SettledUsage settledUsage) {
    // A browser key's item is not swept: if this fails, its reservation stays until the window
    // ends.
    permit
        .browserKey()
        .ifPresent(hold -> {
          var _ =
              close(
                  hold.key(permit), permit, settlement(permit, settledUsage, hold.staleCounters()));
        });
    return close(
        permit.counterKey(), permit, settlement(permit, settledUsage, permit.staleCounters()));
  }

  private ConditionalUpdate settlement(
      Permit permit, SettledUsage settledUsage, List<String> stale) {
    Reservation reserved = permit.reservation();
    Instant now = clock.instant();
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    Window minute = Window.at(permit.admittedAt(), WindowLength.MINUTE);
    Window month = Window.at(permit.admittedAt(), WindowLength.MONTH);
    long tokens = settledUsage.tokens() - reserved.tokenEstimate().tokens();
    conditionalUpdate.add(CounterIncrement.RUNNING, -1);
    if (minute.isSettleable(now)) {
      conditionalUpdate.add(minute.tokens(), tokens);
    }
    if (month.isSettleable(now)) {
      conditionalUpdate.add(month.tokens(), tokens);
      long nanoDollars = settledUsage.nanoDollars().orElse(reserved.nanoDollars());
      conditionalUpdate.add(month.nanoDollars(), nanoDollars - reserved.nanoDollars());
    }
    stale.forEach(conditionalUpdate::remove);
    return conditionalUpdate;
  }

  /// Reverts an admission that was not reported to its caller, if possible; otherwise the sweep
  /// settles it.
  void release(CounterKey key, Permit permit) {
    Instant now = clock.instant();
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    for (CounterIncrement counterIncrement : CounterIncrement.of(permit.reservation())) {
      boolean counts =
          Window.ofCounter(counterIncrement.counterName())
              .map(window -> window.isSettleable(now))
              .orElse(true);
      if (counts) {
        conditionalUpdate.add(counterIncrement.counterName(), -counterIncrement.amount());
      }
    }
    var _ = close(key, permit, conditionalUpdate);
  }

  private Settlement close(CounterKey key, Permit permit, ConditionalUpdate conditionalUpdate) {
    try {
      return table
          .closeReservation(key, permit, conditionalUpdate)
          .<Settlement>map(item -> new Settlement.Settled(thresholdReached(item, key, permit)))
          .orElseGet(Settlement.AlreadySettled::new);
    } catch (AwsException e) {
      return new Settlement.Failed(e.errorName());
    }
  }

  private static Optional<ShardThresholdReached> thresholdReached(
      Map<String, AttributeValue> item, CounterKey key, Permit permit) {
    return key.browserKey().isEmpty()
        ? ShardThresholdReached.find(item, key, permit.reservation())
        : Optional.empty();
  }
}
