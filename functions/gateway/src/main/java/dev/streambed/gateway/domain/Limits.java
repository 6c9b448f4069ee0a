package dev.streambed.gateway.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// The limits of a customer. A limit that is absent does not apply; an absent rate limit has the
/// deployment's default.
///
/// @param values at least 0; with a 0, no request is admitted
/// @param rates requests per minute, at least 0
/// @param maxTokensReserved the most output tokens that one request reserves of the tokens of a
///   minute, at least 0; empty when it reserves all that it may need
public record Limits(
    Map<Limit, Long> values, Map<RateLimit, Long> rates, OptionalLong maxTokensReserved) {

  /// The name of [#maxTokensReserved] in the tables.
  public static final String MAX_TOKENS_RESERVED = "maxTokensReserved";

  public static final Limits NONE = new Limits(Map.of());

  public Limits {
    values = Map.copyOf(values);
    rates = Map.copyOf(rates);
    check(values);
    check(rates);
    if (maxTokensReserved.orElse(0) < 0) {
      throw new IllegalArgumentException(MAX_TOKENS_RESERVED + " < 0: " + maxTokensReserved);
    }
  }

  public Limits(Map<Limit, Long> values, Map<RateLimit, Long> rates) {
    this(values, rates, OptionalLong.empty());
  }

  public Limits(Map<Limit, Long> values) {
    this(values, Map.of());
  }

  public OptionalLong get(Limit limit) {
    Long value = values.get(limit);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /// The rate limit in requests per minute.
  public long rate(RateLimit limit) {
    return rates.getOrDefault(limit, limit.defaultPerMinute());
  }

  /// A copy with this limit added or replaced.
  public Limits with(Limit limit, long value) {
    Map<Limit, Long> more = new EnumMap<>(Limit.class);
    more.putAll(values);
    more.put(limit, value);
    return new Limits(more, rates, maxTokensReserved);
  }

  /// A copy in which a request reserves no more output tokens than this.
  public Limits withMaxTokensReserved(long most) {
    return new Limits(values, rates, OptionalLong.of(most));
  }

  /// A copy with these rates added where it has none.
  public Limits withDefaults(Map<RateLimit, Long> defaults) {
    Map<RateLimit, Long> all = new EnumMap<>(RateLimit.class);
    all.putAll(defaults);
    all.putAll(rates);
    return new Limits(values, all, maxTokensReserved);
  }

  private static void check(Map<? extends LimitName, Long> limits) {
    limits.forEach((limit, value) -> {
      if (value < 0) {
        throw new IllegalArgumentException(limit.wireName() + " < 0: " + value);
      }
    });
  }
}
