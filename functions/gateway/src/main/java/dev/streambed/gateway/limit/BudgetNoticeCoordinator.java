package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which budget thresholds to announce, and ensures that only one function announces them.
/// Thread-safe. Every method throws `AwsException` when the table is unavailable; the next
/// settlement then tries again.
public final class BudgetNoticeCoordinator {

  /// Longer than an announcement takes. When it expires, the function has died or was refused.
  static final Duration CLAIMED = Duration.ofMinutes(1);

  /// The key of the customer's item that holds the announced thresholds and the current claim.
  private static final String WINDOW = "BUDGET";

  private static final String CLAIMED_UNTIL = "claimedUntil";

  private final LimitsTable table;
  private final InstantSource clock;

  public BudgetNoticeCoordinator(LimitsTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Claims the thresholds to announce; empty when there are none, or another function holds the
  /// claim.
  public Optional<Claim> claim(ShardThresholdReached shardThresholdReached) {
    Map<String, AttributeValue> customer = table.read(keyOf(shardThresholdReached.key()));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (isClaimed(customer, now)) {
      return Optional.empty();
    }
    long spent = spent(shardThresholdReached);
    BudgetThresholdProgress before =
        BudgetThresholdProgress.read(customer, shardThresholdReached.month().number());
    List<Integer> reached = shardThresholdReached.budgetSpend(spent).thresholdsReached(before);
    if (reached.isEmpty()) {
      markHandled(shardThresholdReached);
      return Optional.empty();
    }
    List<Crossing> crossings =
        reached.stream()
            .map(percent -> crossing(shardThresholdReached, percent, spent, now))
            .toList();
    Claim noticeClaim = new Claim(shardThresholdReached, crossings, now.plus(CLAIMED));
    return writeClaim(customer, noticeClaim, now) ? Optional.of(noticeClaim) : Optional.empty();
  }

  /// Records that this threshold was announced.
  public void markAnnounced(Claim noticeClaim, Crossing thresholdCrossing) {
    ShardThresholdReached shardThresholdReached = noticeClaim.thresholdReached();
    boolean isLast = thresholdCrossing.equals(noticeClaim.crossings().getLast());
    markAnnounced(noticeClaim, handledThresholds(shardThresholdReached, thresholdCrossing), isLast);
    if (isLast) {
      markHandled(shardThresholdReached);
    }
  }

  // Read one after the other: thresholds are few in a month.
  private long spent(ShardThresholdReached shardThresholdReached) {
    CustomerId customer = shardThresholdReached.customer();
    Deque<Shard> unread = new ArrayDeque<>(List.of(Shard.WHOLE));
    long spent = 0;
    while (!unread.isEmpty()) {
      Shard shard = unread.pop();
      Map<String, AttributeValue> item =
          table.read(new CounterKey(customer, shard.index()).attributes());
      spent += BudgetSpend.settledIn(item, shardThresholdReached.month());
      unread.addAll(shard.splitOff(Shard.depthOf(item)));
    }
    return Math.max(0, spent);
  }

  private static Crossing crossing(
      ShardThresholdReached shardThresholdReached, int percent, long spent, Instant now) {
    return new Crossing(
        shardThresholdReached.key().customer(),
        WindowLength.month(shardThresholdReached.month().number()),
        percent,
        spent,
        shardThresholdReached.budget().nanoDollars(),
        now);
  }

  private static BudgetThresholdProgress handledThresholds(
      ShardThresholdReached shardThresholdReached, Crossing thresholdCrossing) {
    return new BudgetThresholdProgress(
        shardThresholdReached.month().number(),
        thresholdCrossing.percent(),
        thresholdCrossing.spentNanoDollars(),
        thresholdCrossing.budgetNanoDollars());
  }

  private static boolean isClaimed(Map<String, AttributeValue> customer, Instant now) {
    return Optional.ofNullable(customer.get(CLAIMED_UNTIL))
        .filter(until -> Long.parseLong(until.n()) > now.toEpochMilli())
        .isPresent();
  }

  // False when another function has changed the item since it was read.
  private boolean writeClaim(Map<String, AttributeValue> customer, Claim noticeClaim, Instant now) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    Optional.ofNullable(customer.get(BudgetThresholdProgress.ATTRIBUTE))
        .ifPresentOrElse(
            noted -> conditionalUpdate.ifEqual(BudgetThresholdProgress.ATTRIBUTE, noted),
            () -> conditionalUpdate.ifAbsent(BudgetThresholdProgress.ATTRIBUTE));
    conditionalUpdate.ifAtMost(CLAIMED_UNTIL, now.toEpochMilli());
    conditionalUpdate.set(
        CLAIMED_UNTIL, ConditionalUpdate.number(noticeClaim.expiresAt().toEpochMilli()));
    conditionalUpdate.set(LimitsTable.EXPIRES_AT, LimitsTable.expiry(now));
    return table.tryUpdate(keyOf(noticeClaim.thresholdReached().key()), conditionalUpdate);
  }

  // Valid only while the claim is held. The last threshold ends the claim.
  private void markAnnounced(
      Claim noticeClaim, BudgetThresholdProgress budgetThresholdProgress, boolean isLast) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifEqual(
        CLAIMED_UNTIL, ConditionalUpdate.number(noticeClaim.expiresAt().toEpochMilli()));
    conditionalUpdate.set(BudgetThresholdProgress.ATTRIBUTE, budgetThresholdProgress.write());
    if (isLast) {
      conditionalUpdate.remove(CLAIMED_UNTIL);
    }
    var _ = table.tryUpdate(keyOf(noticeClaim.thresholdReached().key()), conditionalUpdate);
  }

  // Not when the shard was split or merged since: its part is another now.
  private void markHandled(ShardThresholdReached reached) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifDepth(reached.shard().depth());
    conditionalUpdate.set(BudgetThresholdProgress.ATTRIBUTE, reached.handled().write());
    var _ = table.tryUpdate(reached.key().attributes(), conditionalUpdate);
  }

  private static Map<String, AttributeValue> keyOf(CounterKey key) {
    Map<String, AttributeValue> attributes =
        new HashMap<>(new CounterKey(key.customer(), 0).attributes());
    attributes.put("window", AttributeValue.fromS(WINDOW));
    return attributes;
  }

  /// The exclusive, temporary right to announce a customer's thresholds.
  public static final class Claim {

    private final ShardThresholdReached shardThresholdReached;
    private final List<Crossing> crossings;
    private final Instant expiresAt;

    Claim(ShardThresholdReached shardThresholdReached, List<Crossing> crossings, Instant until) {
      this.shardThresholdReached = shardThresholdReached;
      this.crossings = List.copyOf(crossings);
      this.expiresAt = until;
    }

    /// The thresholds to announce, lowest first; at least one.
    public List<Crossing> crossings() {
      return crossings;
    }

    ShardThresholdReached thresholdReached() {
      return shardThresholdReached;
    }

    /// When another function may take over the claim.
    Instant expiresAt() {
      return expiresAt;
    }
  }

  /// A threshold that a customer's spending has reached.
  ///
  /// @param percent 50, 80 or 100; 100 means that another request like the last would be refused
  /// @param spentNanoDollars spending in the month, settled answers only
  /// @param budgetNanoDollars the budget of the month
  /// @param at when the threshold was found to be reached
  public record Crossing(
      CustomerId customer,
      YearMonth month,
      int percent,
      long spentNanoDollars,
      long budgetNanoDollars,
      Instant at) {}
}
