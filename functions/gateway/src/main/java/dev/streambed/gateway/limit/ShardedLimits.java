package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RequestId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A customer's limits, divided among the items that count. The parts of a limit add up to it, so
/// that no number of shards overshoots it.
///
/// @param count never so many that a part of a limit of requests or answers would be 0
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

  /// The most that one request may ask of a limit, whichever shard it comes to.
  Optional<Long> largestRequest(Limit limit) {
    return Optional.ofNullable(limits.values().get(limit)).map(whole -> whole / count);
  }

  /// A shard's part of every limit.
  Map<Limit, Long> shares(int shard) {
    Map<Limit, Long> shares = new EnumMap<>(Limit.class);
    limits
        .values()
        .forEach(
            (limit, whole) -> shares.put(limit, whole / count + (shard < whole % count ? 1 : 0)));
    return shares;
  }

  /// The shards that a request tries, in their order. The same for the same id, so that an id that
  /// is in use is found to be.
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
