package dev.streambed.cdk;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What holds for a customer that has no limits of its own. What is absent here is decided by the
 * function.
 *
 * @param requestsPerDay admitted requests in one UTC day, at least 1
 * @param perMinute what else a customer may ask for, at least 0; it also holds for customers whose
 *     own limits do not name it
 */
public record DefaultLimits(OptionalInt requestsPerDay, Map<RateLimit, Integer> perMinute) {
  /** The function's own defaults. */
  public static final DefaultLimits OF_THE_FUNCTION =
      new DefaultLimits(OptionalInt.empty(), Map.of());

  /** Refuses a limit that would admit nobody. */
  public DefaultLimits {
    requestsPerDay.ifPresent(
        limit -> PropsCheck.between("requestsPerDay", limit, 1, Integer.MAX_VALUE));
    perMinute = Map.copyOf(perMinute);
    perMinute.forEach(
        (limit, number) -> PropsCheck.between(limit.key(), number, 0, Integer.MAX_VALUE));
  }

  /** The same limits with another number of requests in a day. */
  public DefaultLimits withRequestsPerDay(int requests) {
    return new DefaultLimits(OptionalInt.of(requests), perMinute);
  }

  /** The same limits with another number of what is counted by the minute. */
  public DefaultLimits withPerMinute(RateLimit limit, int number) {
    var changed = new EnumMap<RateLimit, Integer>(RateLimit.class);
    changed.putAll(perMinute);
    changed.put(limit, number);
    return new DefaultLimits(requestsPerDay, changed);
  }
}
