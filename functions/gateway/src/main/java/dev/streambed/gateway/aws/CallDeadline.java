package dev.streambed.gateway.aws;

import dev.streambed.gateway.domain.Deadline;
import java.time.Duration;

/// Until when the caller waits on whose behalf a thread calls services. What has to be done whether
/// or not the caller still waits (a settlement, a record) is done outside of it.
public final class CallDeadline {

  private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

  private CallDeadline() {}

  /// Does something whose calls of services end with this deadline, as [NoTimeException].
  public static <T> T within(Deadline deadline, ScopedValue.CallableOp<T, RuntimeException> act) {
    return ScopedValue.where(CURRENT, deadline).call(act);
  }

  /// How long a request may take that begins now.
  ///
  /// @param longest when there is no deadline, or a later one
  static Duration remaining(Duration longest) {
    if (!CURRENT.isBound()) {
      return longest;
    }
    Duration left = CURRENT.get().remaining();
    return left.compareTo(longest) < 0 ? left : longest;
  }
}
