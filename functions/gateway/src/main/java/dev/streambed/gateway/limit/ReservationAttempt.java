package dev.streambed.gateway.limit;

import java.util.Map;

/// What became of an attempt to reserve on one item.
sealed interface ReservationAttempt {

  /// It is reserved.
  ///
  /// @param counters as they are now
  record Reserved(Map<String, Long> counters) implements ReservationAttempt {}

  /// A limit would have been exceeded; nothing was written.
  ///
  /// @param counters as they are
  record LimitReached(Map<String, Long> counters) implements ReservationAttempt {}

  /// An answer with this request id is running; nothing was written.
  record IdInUse() implements ReservationAttempt {}
}
