package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Merges two shards into the one that they were split from, when their parts have become too small
/// for a request: limits were lowered, or requests are larger than they were. Thread-safe.
///
/// A shard with open reservations is not merged, because they are settled where they are.
final class ShardMerger {

  private final LimitsTable table;
  private final KnownShards knownShards;
  private final InstantSource clock;

  ShardMerger(LimitsTable table, KnownShards knownShards, InstantSource clock) {
    this.table = table;
    this.knownShards = knownShards;
    this.clock = clock;
  }

  /// Makes a shard larger by one step: merges it with the other half of what it was split from, or
  /// two parts of that half.
  ///
  /// @return whether the customer's shards are other than they were known to be
  boolean merge(CustomerId customer, Shard shard) {
    try {
      Shard small = shard;
      while (small.depth() > 0) {
        Shard parent = small.parent();
        Map<String, AttributeValue> lower = read(customer, parent.lower());
        Map<String, AttributeValue> upper = read(customer, parent.upper());
        int depth = small.depth();
        if (Shard.depthOf(lower) > depth) {
          small = new Shard(parent.lower().index(), Shard.depthOf(lower));
        } else if (Shard.depthOf(upper) > depth) {
          small = new Shard(parent.upper().index(), Shard.depthOf(upper));
        } else {
          return merge(customer, parent, lower, upper);
        }
      }
      return false;
    } catch (AwsException _) {
      return false;
    }
  }

  private boolean merge(
      CustomerId customer,
      Shard parent,
      Map<String, AttributeValue> lower,
      Map<String, AttributeValue> upper) {
    if (Shard.depthOf(lower) != parent.lower().depth()
        || Shard.depthOf(upper) != parent.upper().depth()) {
      knownShards.learnAbsent(customer, parent.upper().index());
      knownShards.learn(customer, new Shard(parent.index(), Shard.depthOf(lower)));
      return true;
    }
    if (upper.keySet().stream().anyMatch(name -> name.startsWith(LimitsTable.OPEN))) {
      return false;
    }
    table.updateBoth(
        new CounterKey(customer, parent.lower().index()),
        adding(upper, parent),
        new CounterKey(customer, parent.upper().index()),
        emptying(upper, parent.upper()));
    knownShards.learnAbsent(customer, parent.upper().index());
    knownShards.learn(customer, parent);
    return true;
  }

  private ConditionalUpdate adding(Map<String, AttributeValue> upper, Shard parent) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifDepth(parent.lower().depth());
    conditionalUpdate.setDepth(parent.depth());
    if (parent.depth() == 0) {
      conditionalUpdate.set(LimitsTable.EXPIRES_AT, LimitsTable.expiry(clock.instant()));
    }
    LimitsTable.counters(upper)
        .forEach((name, count) -> {
          if (CounterIncrement.isCounter(name)) {
            conditionalUpdate.add(name, count);
          }
        });
    return conditionalUpdate;
  }

  // Every admission counts in the month, so equal counters mean that there was none meanwhile.
  private ConditionalUpdate emptying(Map<String, AttributeValue> upper, Shard shard) {
    ConditionalUpdate conditionalUpdate = new ConditionalUpdate();
    conditionalUpdate.ifDepth(shard.depth());
    Window month = Window.at(clock.instant(), WindowLength.MONTH);
    for (Window possible : List.of(month.previous(), month, month.next())) {
      if (!upper.containsKey(possible.requests())) {
        conditionalUpdate.ifAbsent(possible.requests());
      }
    }
    if (!upper.containsKey(CounterIncrement.RUNNING)) {
      conditionalUpdate.ifAbsent(CounterIncrement.RUNNING);
    }
    upper.forEach((name, value) -> {
      if (CounterIncrement.isCounter(name)) {
        conditionalUpdate.ifEqual(name, value);
      }
      if (!CounterKey.isKey(name)) {
        conditionalUpdate.remove(name);
      }
    });
    conditionalUpdate.set(LimitsTable.EXPIRES_AT, LimitsTable.expiry(clock.instant()));
    return conditionalUpdate;
  }

  private Map<String, AttributeValue> read(CustomerId customer, Shard shard) {
    return table.read(new CounterKey(customer, shard.index()).attributes());
  }
}
