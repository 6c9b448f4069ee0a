package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequestId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A customer's limits, divided among its shards. The parts add up to the limit, so that sharding
/// never exceeds it.
///
/// @param count the number of shards; reduced where a part of a limit on requests or answers would
///   be 0
record ShardedLimits(Limits limits, int count) {

  private static final int TRIED = 3;

  static ShardedLimits of(Limits limits) {
    long most = limits.shards();
    for (Limit limit : Limit.values()) {
      if (limit.unit().countsRequests()) {
        most = Math.min(most, Math.max(1, limits.get(limit).orElse(most)));
      }
    }
    return new ShardedLimits(limits, (int) most);
  }

  /// The most that a single request may use of a limit, on any shard.
  Optional<Long> largestRequest(Limit limit) {
    Long whole = limits.values().get(limit);
    return whole == null ? Optional.empty() : Optional.of(whole / count);
  }

  /// A shard's part of every limit.
  Map<Limit, Long> shares(int shard) {
    Map<Limit, Long> shares = new EnumMap<>(Limit.class);
    for (Map.Entry<Limit, Long> limit : limits.values().entrySet()) {
      long whole = limit.getValue();
      shares.put(limit.getKey(), whole / count + (shard < whole % count ? 1 : 0));
    }
    return shares;
  }

  /// The shards that a request tries, in order. The order depends on the id only, so that an id in
  /// use is found.
  int[] shardsToTry(RequestId id) {
    return count == 1
        ? new int[] {0}
        : new SplittableRandom(id.value().hashCode())
            .ints(0, count)
            .distinct()
            .limit(Math.min(TRIED, count))
            .toArray();
  }

  IntStream all() {
    return IntStream.range(0, count);
  }
}
