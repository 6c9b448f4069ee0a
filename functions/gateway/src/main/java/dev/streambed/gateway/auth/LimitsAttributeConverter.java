package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Reads and writes the limits in an item. An invalid limit counts as 0, which admits no request.
final class LimitsAttributeConverter {

  /// Above any real limit, and small enough to be summed without overflow.
  private static final BigDecimal MOST = BigDecimal.TEN.pow(18);

  private LimitsAttributeConverter() {}

  static Limits read(AttributeValue limits) {
    return limits.hasM()
        ? new Limits(values(limits.m()), rates(limits.m()), maxTokensReserved(limits.m()))
        : Limits.NONE.with(Limit.REQUESTS_PER_DAY, 0);
  }

  /// Writes limits in the form that [#read] reads.
  static AttributeValue write(Limits limits) {
    Map<String, AttributeValue> map = new HashMap<>();
    limits
        .values()
        .forEach(
            (limit, value) -> map.put(limit.wireName(), AttributeValue.fromN(limit.format(value))));
    return AttributeValue.fromM(map);
  }

  private static Map<Limit, Long> values(Map<String, AttributeValue> map) {
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      AttributeValue value = map.get(limit.wireName());
      if (value != null) {
        values.put(limit, whole(value, limit.unit().decimals()));
      }
    }
    return values;
  }

  private static Map<RateLimit, Long> rates(Map<String, AttributeValue> map) {
    Map<RateLimit, Long> rates = new EnumMap<>(RateLimit.class);
    for (RateLimit limit : RateLimit.values()) {
      AttributeValue value = map.get(limit.wireName());
      if (value != null) {
        rates.put(limit, whole(value, 0));
      }
    }
    return rates;
  }

  /// Reads the most output tokens that a request reserves. When invalid, it reserves all that it
  /// may need.
  ///
  /// @param map the limits of a customer, or the item of an API key
  static OptionalLong maxTokensReserved(Map<String, AttributeValue> map) {
    AttributeValue value = map.get(Limits.MAX_TOKENS_RESERVED);
    return value == null || value.n() == null
        ? OptionalLong.empty()
        : OptionalLong.of(whole(value, 0));
  }

  private static long whole(AttributeValue value, int decimals) {
    if (value.n() == null) {
      return 0;
    }
    BigDecimal number = new BigDecimal(value.n()).movePointRight(decimals);
    return number.max(BigDecimal.ZERO).min(MOST).longValue();
  }
}
