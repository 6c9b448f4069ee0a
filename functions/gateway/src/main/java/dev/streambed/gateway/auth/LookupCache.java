package dev.streambed.gateway.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// What a table said lately of its items, and apart from that which items it does not have: however
/// many strangers ask, nobody who was found has to go for them. Thread-safe.
final class LookupCache<V> {

  /// Of each of the two; some 3 MB when both are full.
  static final int CAPACITY = 10_000;

  static final Duration FOUND = Duration.ofSeconds(60);
  static final Duration ABSENT = Duration.ofSeconds(30);

  private final Function<String, Optional<V>> table;
  private final InstantSource clock;
  private final TimedCache<V> found;
  private final TimedCache<Boolean> absent;

  /// @param table asked for what is not known, once
  LookupCache(Function<String, Optional<V>> table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
    this.found = new TimedCache<>(CAPACITY, FOUND, clock);
    this.absent = new TimedCache<>(CAPACITY, ABSENT, clock);
  }

  Optional<V> find(String key) {
    Optional<V> known = found.get(key);
    return known.isPresent() || absent.get(key).isPresent() ? known : lookUp(key);
  }

  /// How many answers are kept.
  int size() {
    return found.size() + absent.size();
  }

  private Optional<V> lookUp(String key) {
    Instant since = clock.instant();
    Optional<V> answer = table.apply(key);
    answer.ifPresentOrElse(
        value -> found.put(key, value, since), () -> absent.put(key, true, since));
    return answer;
  }

  /// Values that are kept for some time. Of too many, the one that was asked for the longest time
  /// ago goes. Thread-safe.
  private static final class TimedCache<V> {

    private record Entry<V>(V value, Instant until) {}

    private final int capacity;
    private final Duration lifetime;
    private final InstantSource clock;
    private final SequencedMap<String, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    TimedCache(int capacity, Duration lifetime, InstantSource clock) {
      this.capacity = capacity;
      this.lifetime = lifetime;
      this.clock = clock;
    }

    synchronized Optional<V> get(String key) {
      Entry<V> entry = entries.get(key);
      return entry != null && clock.instant().isBefore(entry.until())
          ? Optional.of(entry.value())
          : Optional.empty();
    }

    /// @param since when the table was asked, so that the lifetime bounds the age of what it said
    synchronized void put(String key, V value, Instant since) {
      entries.put(key, new Entry<>(value, since.plus(lifetime)));
      if (entries.size() > capacity) {
        entries.pollFirstEntry();
      }
    }

    synchronized int size() {
      return entries.size();
    }
  }
}
