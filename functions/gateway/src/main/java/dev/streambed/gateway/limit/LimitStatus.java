package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A customer's standing against its limits, from the counters of one shard. With several shards,
/// the remaining amount is an estimate: as if the others had as much.
record LimitStatus(ShardLimits shardLimits, Map<String, Long> counters, Instant at) {

  /// The rate-limit headers.
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Limit limit : Limit.values()) {
      OptionalLong whole = shardLimits.limits().get(limit);
      if (whole.isPresent()) {
        long amount = whole.getAsLong();
        headers.put(limit.limitHeader(), limit.format(amount));
        headers.put(limit.remainingHeader(), limit.format(remaining(limit, amount)));
        headers.put(limit.resetHeader(), Long.toString(untilReset(limit).toSeconds()));
      }
    }
    return headers;
  }

  /// The time until the limit has more room, at least a second. An answer may end at any moment.
  Duration untilReset(Limit limit) {
    Optional<Window> window = CounterIncrement.window(limit, at);
    return window.isPresent() ? window.get().timeLeft(at) : Duration.ofSeconds(1);
  }

  /// Whether the shard has less room than this.
  boolean lacks(Limit limit, long amount) {
    OptionalLong part = shardLimits.part(limit);
    return part.isPresent() && part.getAsLong() - counted(limit) < amount;
  }

  /// The largest maximum of output tokens that fits now. Empty with several shards: another request
  /// takes another one.
  OptionalLong largest(Limit limit, FittingMaxTokens fittingMaxTokens) {
    return shardLimits.shard().depth() > 0
        ? OptionalLong.empty()
        : fittingMaxTokens.within(limit, left(limit));
  }

  private long left(Limit limit) {
    return Math.max(0, shardLimits.part(limit).orElse(0) - counted(limit));
  }

  private long remaining(Limit limit, long whole) {
    return Math.min(whole, left(limit) * shardLimits.shard().estimatedCount());
  }

  private long counted(Limit limit) {
    return counters.getOrDefault(CounterIncrement.counterName(limit, at), 0L);
  }
}
