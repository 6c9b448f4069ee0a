package dev.streambed.cdk;

import java.util.OptionalInt;

/**
 * What holds for a customer that has no limits of its own. What is absent here is decided by the
 * function.
 *
 * @param requestsPerDay admitted requests in one UTC day, at least 1
 */
public record DefaultLimits(OptionalInt requestsPerDay) {
  /** The function's own defaults. */
  public static final DefaultLimits OF_THE_FUNCTION = new DefaultLimits(OptionalInt.empty());

  /** Refuses a limit that would admit nobody. */
  public DefaultLimits {
    requestsPerDay.ifPresent(
        limit -> Require.between("requestsPerDay", limit, 1, Integer.MAX_VALUE));
  }

  /** The same limits with another number of requests in a day. */
  public DefaultLimits withRequestsPerDay(int requests) {
    return new DefaultLimits(OptionalInt.of(requests));
  }
}
