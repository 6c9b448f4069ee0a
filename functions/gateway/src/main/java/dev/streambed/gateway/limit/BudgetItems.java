package dev.streambed.gateway.limit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table `limits` has of announcements: on every item of counters, how far its own part
/// was dealt with; and on one item of the customer's, what was announced, and who is at it.
record BudgetItems(LimitsTable table) {

  private static final String WINDOW = "BUDGET";
  private static final String CLAIMED_UNTIL = "claimedUntil";

  /// The customer's item; empty when nothing was announced yet.
  Map<String, AttributeValue> customer(CounterKey key) {
    return table.read(keyOf(key));
  }

  /// The counters of a shard.
  Map<String, AttributeValue> counters(CounterKey key) {
    return table.read(key.attributes());
  }

  static boolean isClaimed(Map<String, AttributeValue> customer, Instant now) {
    return Optional.ofNullable(customer.get(CLAIMED_UNTIL))
        .filter(until -> Long.parseLong(until.n()) > now.toEpochMilli())
        .isPresent();
  }

  /// Claims, unless somebody else has been there since the customer's item was read.
  ///
  /// @return whether it did
  boolean claim(Map<String, AttributeValue> customer, Claim claim, Instant now) {
    Update update = new Update();
    Optional.ofNullable(customer.get(Noted.ATTRIBUTE))
        .ifPresentOrElse(
            noted -> update.ifEqual(Noted.ATTRIBUTE, noted),
            () -> update.ifAbsent(Noted.ATTRIBUTE));
    update.ifAtMost(CLAIMED_UNTIL, now.toEpochMilli());
    update.set(CLAIMED_UNTIL, Update.number(claim.until().toEpochMilli()));
    update.set(LimitsTable.EXPIRES_AT, LimitsTable.expiry(now));
    return table.write(keyOf(claim.milestone().key()), update);
  }

  /// Notes what was announced, as long as the claim is ours.
  ///
  /// @param isLast whether the claim ends with it
  void announced(Claim claim, Noted noted, boolean isLast) {
    Update update = new Update();
    update.ifEqual(CLAIMED_UNTIL, Update.number(claim.until().toEpochMilli()));
    update.set(Noted.ATTRIBUTE, noted.write());
    if (isLast) {
      update.remove(CLAIMED_UNTIL);
    }
    var _ = table.write(keyOf(claim.milestone().key()), update);
  }

  /// Notes that a part was dealt with.
  void note(CounterKey key, Noted noted) {
    Update update = new Update();
    update.set(Noted.ATTRIBUTE, noted.write());
    var _ = table.write(key.attributes(), update);
  }

  private static Map<String, AttributeValue> keyOf(CounterKey key) {
    Map<String, AttributeValue> attributes =
        new HashMap<>(new CounterKey(key.customer(), 0).attributes());
    attributes.put("window", AttributeValue.fromS(WINDOW));
    return attributes;
  }
}
