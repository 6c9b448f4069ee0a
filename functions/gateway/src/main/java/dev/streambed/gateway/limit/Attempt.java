package dev.streambed.gateway.limit;

import java.util.Map;

/// What became of an attempt to reserve on one item.
sealed interface Attempt {

  /// It is reserved.
  ///
  /// @param counters as they are now
  record Reserved(Map<String, Long> counters) implements Attempt {}

  /// A limit would have been exceeded; nothing was written.
  ///
  /// @param counters as they are
  record Full(Map<String, Long> counters) implements Attempt {}

  /// An answer with this request id is running; nothing was written.
  record Taken() implements Attempt {}
}
