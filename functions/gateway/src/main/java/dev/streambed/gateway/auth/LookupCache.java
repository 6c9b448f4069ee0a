package dev.streambed.gateway.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// Caches the results of table lookups. Results without an item have a cache of their own, so that
/// unknown keys cannot evict known ones. Thread-safe.
final class LookupCache<V> {

  /// The capacity of each of the two caches; some 3 MB when both are full.
  static final int CAPACITY = 10_000;

  static final Duration FOUND = Duration.ofSeconds(60);
  static final Duration ABSENT = Duration.ofSeconds(30);

  private final Function<String, Optional<V>> table;
  private final InstantSource clock;
  private final TimedCache<V> found;
  private final TimedCache<Boolean> absent;

  /// @param table the lookup, called once per miss
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

  /// A result that is in the cache; the table is not asked.
  Optional<V> peek(String key) {
    return found.get(key);
  }

  /// Changes a result that is in the cache, until it would have been looked up again.
  void replace(String key, V value) {
    found.replace(key, value);
  }

  /// The number of cached results.
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

  /// A cache with a lifetime and a capacity. When full, it evicts the least recently used entry.
  /// Thread-safe.
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

    /// @param since when the lookup started, so that the lifetime bounds the age of the data
    synchronized void put(String key, V value, Instant since) {
      entries.put(key, new Entry<>(value, since.plus(lifetime)));
      if (entries.size() > capacity) {
        entries.pollFirstEntry();
      }
    }

    synchronized void replace(String key, V value) {
      entries.computeIfPresent(key, (_, entry) -> new Entry<>(value, entry.until()));
    }

    synchronized int size() {
      return entries.size();
    }
  }
}
