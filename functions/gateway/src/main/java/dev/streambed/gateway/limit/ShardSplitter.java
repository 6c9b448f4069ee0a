package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Limit;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Splits a shard that is written more often than one item of DynamoDB can be: half of its part of
/// every limit, and half of what it has counted, go to a new item. Open reservations stay, and are
/// settled where they are. Thread-safe.
///
/// Limits hold at every moment. Both items change in one transaction, which requires that neither
/// half counts more than its part. What is moved need not be exact: the sum stays what it was.
final class ShardSplitter {

  /// Half of what a partition takes, in write units a second.
  private static final int BUSY_UNITS_PER_SECOND = 500;

  /// Items with many open reservations are expensive to write.
  private static final int BUSY_RUNNING = 48;

  private static final int UNIT = 1024;
  private static final int BYTES_OF_COUNTERS = 350;
  private static final int BYTES_OF_RESERVATION = 150;
  private static final int WRITES_PER_REQUEST = 2;
  private static final int LEAST_SECONDS = 5;
  private static final int SECONDS_PER_MINUTE = 60;

  /// Only some of the requests that find a shard busy try to split it, so that they do not prevent
  /// one another.
  static final int ONE_OF = 4;

  private final LimitsTable table;
  private final KnownShards knownShards;
  private final RandomGenerator random;

  ShardSplitter(LimitsTable table, KnownShards knownShards, RandomGenerator random) {
    this.table = table;
    this.knownShards = knownShards;
    this.random = random;
  }

  /// Splits a shard if it is busy.
  ///
  /// @param reservation of the request that was just admitted
  /// @param counters of the shard, with that request
  void splitIfBusy(
      CustomerId customer,
      ShardLimits shardLimits,
      Reservation reservation,
      Map<String, Long> counters) {
    Instant now = reservation.admittedAt();
    if (isBusy(counters, now)
        && shardLimits.canBeSplit(reservation)
        && random.nextInt(ONE_OF) == 0) {
      trySplit(customer, shardLimits, counters, now);
    }
  }

  /// Splits a shard that DynamoDB throttles.
  ///
  /// @param reservation of the request that was throttled
  void split(CustomerId customer, ShardLimits shardLimits, Reservation reservation) {
    if (!shardLimits.canBeSplit(reservation) || random.nextInt(ONE_OF) != 0) {
      return;
    }
    try {
      CounterKey key = new CounterKey(customer, shardLimits.shard().index());
      Map<String, Long> counters = LimitsTable.counters(table.read(key.attributes()));
      trySplit(customer, shardLimits, counters, reservation.admittedAt());
    } catch (AwsException _) {
      // The next request tries again.
    }
  }

  /// Whether a shard with these counters is written so often that it should be split.
  static boolean isBusy(Map<String, Long> counters, Instant now) {
    long running = Math.max(0, counters.getOrDefault(CounterIncrement.RUNNING, 0L));
    if (running >= BUSY_RUNNING) {
      return true;
    }
    Window minute = Window.at(now, WindowLength.MINUTE);
    long seconds = Math.max(LEAST_SECONDS, now.getEpochSecond() % SECONDS_PER_MINUTE);
    long writes = WRITES_PER_REQUEST * counters.getOrDefault(minute.requests(), 0L);
    return writes * unitsPerWrite(running) > BUSY_UNITS_PER_SECOND * seconds;
  }

  /// What DynamoDB charges for a write of an item with so many open reservations.
  static long unitsPerWrite(long open) {
    return Math.ceilDiv(BYTES_OF_COUNTERS + open * BYTES_OF_RESERVATION, UNIT);
  }

  private void trySplit(
      CustomerId customer, ShardLimits shardLimits, Map<String, Long> counters, Instant now) {
    Shard shard = shardLimits.shard();
    ShardLimits lower = new ShardLimits(shardLimits.limits(), shard.lower());
    ShardLimits upper = new ShardLimits(shardLimits.limits(), shard.upper());
    ConditionalUpdate updateOfLower = new ConditionalUpdate();
    updateOfLower.ifDepth(shard.depth());
    updateOfLower.setDepth(lower.shard().depth());
    updateOfLower.remove(LimitsTable.EXPIRES_AT);
    ConditionalUpdate updateOfUpper = new ConditionalUpdate();
    updateOfUpper.ifAbsent(Shard.DEPTH);
    updateOfUpper.setDepth(upper.shard().depth());
    updateOfUpper.remove(LimitsTable.EXPIRES_AT);
    // A half may have counted less than was noted of the whole.
    updateOfLower.remove(BudgetThresholdProgress.ATTRIBUTE);
    updateOfUpper.remove(BudgetThresholdProgress.ATTRIBUTE);
    for (Map.Entry<String, Long> counter : toDivide(counters, shardLimits, now).entrySet()) {
      String name = counter.getKey();
      long moved = movedOf(name, counter.getValue());
      updateOfLower.add(name, -moved);
      updateOfUpper.add(name, moved);
      Optional<Limit> limit = CounterIncrement.limitOf(name, shardLimits.limits());
      if (limit.isPresent()) {
        long most = lower.part(limit.get()).orElseThrow() + moved;
        long room = upper.part(limit.get()).orElseThrow() - moved;
        if (counter.getValue() > most || room < 0) {
          return; // More is counted than the halves have room for.
        }
        updateOfLower.ifAtMost(name, most);
        updateOfUpper.ifAtMost(name, room);
      }
    }
    try {
      table.updateBoth(
          new CounterKey(customer, lower.shard().index()),
          updateOfLower,
          new CounterKey(customer, upper.shard().index()),
          updateOfUpper);
      knownShards.learn(customer, lower.shard());
      knownShards.learn(customer, upper.shard());
    } catch (AwsException _) {
      // Split by another request, written meanwhile, or throttled: the next request tries again.
    }
  }

  // Running answers count where their reservations are, and they are not moved.
  private static long movedOf(String counterName, long counted) {
    return counterName.equals(CounterIncrement.RUNNING) ? 0 : Math.max(0, counted) / 2;
  }

  // What was counted, and what functions may count by the time of the split, with other clocks too.
  private static Map<String, Long> toDivide(
      Map<String, Long> counters, ShardLimits shardLimits, Instant now) {
    Map<String, Long> divided = new HashMap<>();
    for (Limit limit : shardLimits.limits().values().keySet()) {
      divided.put(CounterIncrement.counterName(limit, now), 0L);
      Optional<Window> window = CounterIncrement.window(limit, now);
      if (window.isPresent()) {
        divided.put(CounterIncrement.counterName(limit, window.get().previous()), 0L);
        divided.put(CounterIncrement.counterName(limit, window.get().next()), 0L);
      }
    }
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      if (CounterIncrement.isCounter(counter.getKey())) {
        divided.put(counter.getKey(), counter.getValue());
      }
    }
    return divided;
  }
}
