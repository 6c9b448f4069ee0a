package dev.streambed.gateway.limit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table `limits` has of announcements: on every item of counters, how far its own part
/// was dealt with; and on one item of the customer's, what was announced, and who is at it.
record BudgetNoticeItems(LimitsTable table) {

  private static final String WINDOW = "BUDGET";
  private static final String CLAIMED_UNTIL = "claimedUntil";

  /// The customer's item; empty when nothing was announced yet.
  Map<String, AttributeValue> noticeItem(CounterKey key) {
    return table.read(keyOf(key));
  }

  /// The counters of a shard.
  Map<String, AttributeValue> counterItem(CounterKey key) {
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
  boolean claim(Map<String, AttributeValue> customer, NoticeClaim noticeClaim, Instant now) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    Optional.ofNullable(customer.get(HandledThresholds.ATTRIBUTE))
        .ifPresentOrElse(
            noted -> conditionalUpdate.ifEqual(HandledThresholds.ATTRIBUTE, noted),
            () -> conditionalUpdate.ifAbsent(HandledThresholds.ATTRIBUTE));
    conditionalUpdate.ifAtMost(CLAIMED_UNTIL, now.toEpochMilli());
    conditionalUpdate.set(
        CLAIMED_UNTIL, ConditionalUpdate.number(noticeClaim.expiresAt().toEpochMilli()));
    conditionalUpdate.set(LimitsTable.EXPIRES_AT, LimitsTable.expiry(now));
    return table.tryUpdate(keyOf(noticeClaim.milestone().key()), conditionalUpdate);
  }

  /// Notes what was announced, as long as the claim is ours.
  ///
  /// @param isLast whether the claim ends with it
  void markAnnounced(NoticeClaim noticeClaim, HandledThresholds handledThresholds, boolean isLast) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifEqual(
        CLAIMED_UNTIL, ConditionalUpdate.number(noticeClaim.expiresAt().toEpochMilli()));
    conditionalUpdate.set(HandledThresholds.ATTRIBUTE, handledThresholds.write());
    if (isLast) {
      conditionalUpdate.remove(CLAIMED_UNTIL);
    }
    var _ = table.tryUpdate(keyOf(noticeClaim.milestone().key()), conditionalUpdate);
  }

  /// Notes that a part was dealt with.
  void markHandled(CounterKey key, HandledThresholds handledThresholds) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.set(HandledThresholds.ATTRIBUTE, handledThresholds.write());
    var _ = table.tryUpdate(key.attributes(), conditionalUpdate);
  }

  private static Map<String, AttributeValue> keyOf(CounterKey key) {
    Map<String, AttributeValue> attributes =
        new HashMap<>(new CounterKey(key.customer(), 0).attributes());
    attributes.put("window", AttributeValue.fromS(WINDOW));
    return attributes;
  }
}
