package dev.streambed.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Bounds how many lines a process writes about callers who go on asking for what they may not:
/// each of the first in a minute has one, and then every hundredth. Thread-safe.
final class RefusalSampler {

  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final long ALL_OF_THEM = 20;
  private static final long ONE_IN = 100;

  /// Of customers and reasons. More than a process meets in a minute, unless it is attacked.
  private static final int MOST_KINDS = 500;

  private record Tally(Instant since, long refusals, long unwritten) {}

  private final InstantSource clock;
  private final SequencedMap<String, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);

  RefusalSampler(InstantSource clock) {
    this.clock = clock;
  }

  /// Counts a refusal.
  ///
  /// @param kind whom, and why
  /// @return how many of this kind had no line since the last that had; empty when this one is to
  ///   have none
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
