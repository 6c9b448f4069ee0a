package dev.streambed.cdk;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The limits of a customer that has none of its own. The function has defaults for those that are
 * absent here.
 *
 * @param requestsPerDay admitted requests in one UTC day, at least 1
 * @param perMinute limits per minute of other operations, at least 0; they also apply to customers
 *     whose own limits do not set them
 */
public record DefaultLimits(OptionalInt requestsPerDay, Map<RateLimit, Integer> perMinute) {
  /** The function's own defaults. */
  public static final DefaultLimits OF_THE_FUNCTION =
      new DefaultLimits(OptionalInt.empty(), Map.of());

  /** Refuses a limit that would admit no requests. */
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

  /** The same limits with another limit per minute. */
  public DefaultLimits withPerMinute(RateLimit limit, int number) {
    var changed = new EnumMap<RateLimit, Integer>(RateLimit.class);
    changed.putAll(perMinute);
    changed.put(limit, number);
    return new DefaultLimits(requestsPerDay, changed);
  }
}
