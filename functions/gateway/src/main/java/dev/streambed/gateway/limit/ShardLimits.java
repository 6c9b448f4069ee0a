package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import java.util.Map;
import java.util.OptionalLong;

/// A customer's limits, as far as they are for one of its shards.
record ShardLimits(Limits limits, Shard shard) {

  // Fewer requests for each half, and limits would be reached too unevenly.
  private static final long LEAST_REQUESTS = 50;

  // What the largest usual contexts need.
  private static final long LEAST_TOKENS = 200_000;

  /// A limit's part for the shard; empty when the customer does not have the limit.
  OptionalLong part(Limit limit) {
    OptionalLong whole = limits.get(limit);
    return whole.isEmpty() ? whole : OptionalLong.of(shard.partOf(whole.getAsLong()));
  }

  /// Whether the shard can hold a request when it counts no other.
  boolean couldHold(Reservation reservation) {
    for (Map.Entry<Limit, Long> limit : limits.values().entrySet()) {
      if (shard.partOf(limit.getValue()) < CounterIncrement.amount(limit.getKey(), reservation)) {
        return false;
      }
    }
    return true;
  }

  /// Whether each half of the shard would still have room for many requests like this.
  boolean canBeSplit(Reservation reservation) {
    for (Map.Entry<Limit, Long> limit : limits.values().entrySet()) {
      long needed = CounterIncrement.amount(limit.getKey(), reservation) * LEAST_REQUESTS;
      if (limit.getKey() == Limit.TOKENS_PER_MINUTE) {
        needed = Math.max(needed, LEAST_TOKENS);
      }
      if (shard.partOf(limit.getValue()) / 2 < needed) {
        return false;
      }
    }
    return shard.depth() < Shard.MAX_DEPTH;
  }
}
