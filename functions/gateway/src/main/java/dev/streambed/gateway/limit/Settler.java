package dev.streambed.gateway.limit;

import dev.streambed.gateway.sdk.SdkFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Puts the counters right when an answer has ended. Thread-safe.
public final class Settler {

  private final LimitsTable table;
  private final InstantSource clock;

  public Settler(LimitsTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Replaces what was reserved by what was used, in the windows of the admission; the dollars only
  /// when it has a price, because what has none would else never use up a budget. It does so once,
  /// however often and by however many functions it is called.
  public Settling settle(Permit permit, Used used) {
    // Nobody sweeps what a token holds: should this fail, it holds it until it is over.
    permit
        .token()
        .ifPresent(hold -> {
          var _ = close(hold.key(permit), permit, settlement(permit, used, hold.stale()));
        });
    return close(permit.key(), permit, settlement(permit, used, permit.stale()));
  }

  private Update settlement(Permit permit, Used used, List<String> stale) {
    Reservation reserved = permit.reservation();
    Instant now = clock.instant();
    Update update = new Update();
    Window minute = Window.at(permit.at(), Span.MINUTE);
    Window month = Window.at(permit.at(), Span.MONTH);
    long tokens = used.tokens() - reserved.estimate().tokens();
    update.add(Charge.RUNNING, -1);
    if (minute.isSettled(now)) {
      update.add(minute.tokens(), tokens);
    }
    if (month.isSettled(now)) {
      update.add(month.tokens(), tokens);
      long nanoDollars = used.nanoDollars().orElse(reserved.nanoDollars());
      update.add(month.nanoDollars(), nanoDollars - reserved.nanoDollars());
    }
    stale.forEach(update::remove);
    return update;
  }

  /// Takes back an admission that nobody knows of, as far as that is possible; what stays is swept.
  void giveBack(CounterKey key, Permit permit) {
    Instant now = clock.instant();
    Update update = new Update();
    for (Charge charge : Charge.of(permit.reservation())) {
      boolean counts =
          Window.named(charge.counter()).map(window -> window.isSettled(now)).orElse(true);
      if (counts) {
        update.add(charge.counter(), -charge.amount());
      }
    }
    var _ = close(key, permit, update);
  }

  private Settling close(CounterKey key, Permit permit, Update update) {
    try {
      return table
          .close(key, permit, update)
          .<Settling>map(item -> new Settling.Settled(milestone(item, key, permit)))
          .orElseGet(Settling.Before::new);
    } catch (SdkException e) {
      return new Settling.Failed(SdkFailure.nameOf(e));
    }
  }

  private static Optional<Milestone> milestone(
      Map<String, AttributeValue> item, CounterKey key, Permit permit) {
    return key.token().isEmpty() ? Milestone.in(item, key, permit.reservation()) : Optional.empty();
  }
}
