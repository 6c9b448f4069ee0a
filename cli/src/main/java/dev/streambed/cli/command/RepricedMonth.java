package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.domain.Repricing;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;

/// What pricing one customer's month again came to. Not thread-safe.
final class RepricedMonth {

  private final String customer;
  private long records;
  private long changed;
  private long left;
  private long unpriced;
  private BigInteger before = BigInteger.ZERO;
  private BigInteger after = BigInteger.ZERO;

  RepricedMonth(String customer) {
    this.customer = customer;
  }

  void add(Repricing record) {
    records++;
    changed += record.effect() == Repricing.Effect.CHANGED ? 1 : 0;
    left += record.effect() == Repricing.Effect.LEFT ? 1 : 0;
    unpriced += record.isUnpriced() ? 1 : 0;
    before = before.add(record.before().orElse(BigInteger.ZERO));
    after = after.add(record.after().orElse(BigInteger.ZERO));
  }

  String customer() {
    return customer;
  }

  long records() {
    return records;
  }

  long changed() {
    return changed;
  }

  /// Records that somebody else changed at the same moment.
  long left() {
    return left;
  }

  /// Records with tokens that the book has no price for.
  long unpriced() {
    return unpriced;
  }

  String usdBefore() {
    return Dollars.formatNanoUsd(before);
  }

  String usdAfter() {
    return Dollars.formatNanoUsd(after);
  }

  JsonObject json() {
    return new JsonFields()
        .text("customer_id", customer)
        .number("records", records)
        .number("changed", changed)
        .number("unpriced", unpriced)
        .number("cost_nano_usd_before", new BigDecimal(before))
        .number("cost_nano_usd", new BigDecimal(after))
        .text("cost_usd_before", usdBefore())
        .text("cost_usd", usdAfter())
        .build();
  }
}
