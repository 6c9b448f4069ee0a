package dev.streambed.gateway.limit;

import dev.streambed.gateway.sdk.SdkFailure;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;

/// Puts the counters right when an answer has ended. Thread-safe.
public final class Settler {

  private final LimitsTable table;
  private final InstantSource clock;

  public Settler(LimitsTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Replaces what was reserved by what was used, in the windows of the admission. It does so once,
  /// however often and by however many functions it is called.
  public Settling settle(Permit permit, Used used) {
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
      update.add(month.nanoDollars(), used.nanoDollars() - reserved.nanoDollars());
    }
    permit.stale().forEach(update::remove);
    return close(permit, update);
  }

  /// Takes back an admission that nobody knows of, as far as that is possible; what stays is swept.
  void giveBack(Permit permit) {
    Instant now = clock.instant();
    Update update = new Update();
    for (Charge charge : Charge.of(permit.reservation())) {
      boolean counts =
          Window.named(charge.counter()).map(window -> window.isSettled(now)).orElse(true);
      if (counts) {
        update.add(charge.counter(), -charge.amount());
      }
    }
    var _ = close(permit, update);
  }

  private Settling close(Permit permit, Update update) {
    try {
      return table.close(permit, update) ? new Settling.Settled() : new Settling.Before();
    } catch (SdkException e) {
      return new Settling.Failed(SdkFailure.nameOf(e));
    }
  }
}
