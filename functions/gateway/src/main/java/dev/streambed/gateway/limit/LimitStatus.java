package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a customer stands to its limits, by the counters of one shard. With several shards what is
/// left is an estimate: as if the others had as much.
record LimitStatus(ShardedLimits shardedLimits, int shard, Map<String, Long> counters, Instant at) {

  private static final int NANO = 9;

  /// The headers that tell a caller.
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Limit limit : Limit.values()) {
      shardedLimits
          .limits()
          .get(limit)
          .ifPresent(whole -> {
            String name = suffix(limit);
            headers.put("x-ratelimit-limit-" + name, amount(limit, whole));
            headers.put("x-ratelimit-remaining-" + name, amount(limit, remaining(limit, whole)));
            headers.put("x-ratelimit-reset-" + name, Long.toString(untilReset(limit).toSeconds()));
          });
    }
    return headers;
  }

  /// When there will be more: at least a second. An answer may end at any moment.
  Duration untilReset(Limit limit) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE ->
          Window.at(at, WindowLength.MINUTE).timeLeft(at);
      case REQUESTS_PER_DAY -> Window.at(at, WindowLength.DAY).timeLeft(at);
      case USD_PER_MONTH -> Window.at(at, WindowLength.MONTH).timeLeft(at);
      case CONCURRENT_ANSWERS -> Duration.ofSeconds(1);
    };
  }

  /// Whether the shard has less left than this.
  boolean lacks(Limit limit, long amount) {
    Long share = shardedLimits.shares(shard).get(limit);
    return share != null && share - counted(limit) < amount;
  }

  private long remaining(Limit limit, long whole) {
    long share = shardedLimits.shares(shard).getOrDefault(limit, 0L);
    long left = Math.max(0, share - counted(limit));
    return Math.min(whole, left * shardedLimits.count());
  }

  private long counted(Limit limit) {
    return counters.getOrDefault(CounterIncrement.counterName(limit, at), 0L);
  }

  private static String amount(Limit limit, long value) {
    return switch (limit) {
      case USD_PER_MONTH -> BigDecimal.valueOf(value, NANO).stripTrailingZeros().toPlainString();
      case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, TOKENS_PER_MINUTE, CONCURRENT_ANSWERS ->
          Long.toString(value);
    };
  }

  private static String suffix(Limit limit) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE -> "requests";
      case REQUESTS_PER_DAY -> "requests-day";
      case TOKENS_PER_MINUTE -> "tokens";
      case USD_PER_MONTH -> "usd-month";
      case CONCURRENT_ANSWERS -> "concurrent";
    };
  }
}
