package dev.streambed.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Limits the log lines about callers that repeat refused requests: per customer and reason, the
/// first in a minute is logged, and then every hundredth. Thread-safe.
final class RefusalSampler {

  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final long ALL_OF_THEM = 20;
  private static final long ONE_IN = 100;

  /// The most customers and reasons that are tracked. More than a process sees in a minute, unless
  /// it is attacked.
  private static final int MOST_KINDS = 500;

  private record Tally(Instant since, long refusals, long unwritten) {}

  private final InstantSource clock;
  private final SequencedMap<String, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);

  RefusalSampler(InstantSource clock) {
    this.clock = clock;
  }

  /// Counts a refusal.
  ///
  /// @param kind the customer and the reason
  /// @return how many refusals of this kind were not logged since the last one that was; empty when
  ///   this one is not to be logged
  synchronized OptionalLong count(String kind) {
    Instant now = clock.instant();
    Tally before = tallies.getOrDefault(kind, new Tally(now, 0, 0));
    boolean isOver = !now.isBefore(before.since().plus(SPAN));
    long refusals = isOver ? 1 : before.refusals() + 1;
    boolean isWritten = refusals <= ALL_OF_THEM || refusals % ONE_IN == 0;
    long unwritten = isWritten ? 0 : before.unwritten() + 1;
    tallies.put(kind, new Tally(isOver ? now : before.since(), refusals, unwritten));
    if (tallies.size() > MOST_KINDS) {
      Map.Entry<String, Tally> _ = tallies.pollFirstEntry();
    }
    return isWritten ? OptionalLong.of(before.unwritten()) : OptionalLong.empty();
  }
}
