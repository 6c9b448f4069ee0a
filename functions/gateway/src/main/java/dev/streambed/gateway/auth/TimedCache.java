package dev.streambed.gateway.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Values that are kept for some time. Of too many, the one that was asked for the longest time ago
/// goes. Thread-safe.
final class TimedCache<V> {

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
