package dev.streambed.gateway.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// The limits of a customer. A limit that is not among them does not exist for it; of what it may
/// ask for besides answers the default applies.
///
/// @param values at least 0; when one is 0, no request is admitted
/// @param shards over how many items the counters are spread, 1 to 64
/// @param rates at least 0
public record Limits(Map<Limit, Long> values, int shards, Map<RateLimit, Long> rates) {

  public static final int MAX_SHARDS = 64;
  public static final Limits NONE = new Limits(Map.of(), 1);

  public Limits {
    values = Map.copyOf(values);
    rates = Map.copyOf(rates);
    check(values);
    check(rates);
    if (shards < 1 || shards > MAX_SHARDS) {
      throw new IllegalArgumentException("shards not from 1 to " + MAX_SHARDS + ": " + shards);
    }
  }

  public Limits(Map<Limit, Long> values, int shards) {
    this(values, shards, Map.of());
  }

  public OptionalLong get(Limit limit) {
    Long value = values.get(limit);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /// How often in a minute.
  public long rate(RateLimit limit) {
    return rates.getOrDefault(limit, limit.defaultPerMinute());
  }

  /// The same, and this one.
  public Limits with(Limit limit, long value) {
    Map<Limit, Long> more = new EnumMap<>(Limit.class);
    more.putAll(values);
    more.put(limit, value);
    return new Limits(more, shards, rates);
  }

  /// The same, counted on so many items.
  public Limits withShards(int changed) {
    return new Limits(values, changed, rates);
  }

  /// The same, with these rates where it has none.
  public Limits withDefaults(Map<RateLimit, Long> defaults) {
    Map<RateLimit, Long> all = new EnumMap<>(RateLimit.class);
    all.putAll(defaults);
    all.putAll(rates);
    return new Limits(values, shards, all);
  }

  private static void check(Map<? extends LimitName, Long> limits) {
    limits.forEach((limit, value) -> {
      if (value < 0) {
        throw new IllegalArgumentException(limit.wireName() + " < 0: " + value);
      }
    });
  }
}
