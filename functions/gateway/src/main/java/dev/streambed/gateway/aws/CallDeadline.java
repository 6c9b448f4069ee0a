package dev.streambed.gateway.aws;

import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;

/// The deadline of the caller for whom a thread calls services. Work that must be done even if the
/// caller no longer waits, such as a settlement or a record, is done outside of it.
public final class CallDeadline {

  private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

  private CallDeadline() {}

  /// Runs an action whose service calls fail with [NoResponseException.Reason#NO_TIME] after the
  /// deadline.
  public static <T> T within(Deadline deadline, ScopedValue.CallableOp<T, RuntimeException> act) {
    return ScopedValue.where(CURRENT, deadline).call(act);
  }

  /// How long a request that starts now may take.
  ///
  /// @param longest the result without a deadline, and the upper bound with one
  public static Duration remaining(Duration longest) {
    if (!CURRENT.isBound()) {
      return longest;
    }
    Duration left = CURRENT.get().remaining();
    return left.compareTo(longest) < 0 ? left : longest;
  }
}
