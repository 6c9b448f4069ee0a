package dev.streambed.gateway.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Callers that were found lately, by the hash of their token. Of too many, the one that was asked
/// for the longest time ago goes. Thread-safe.
final class CallerCache {

  /// Some 10 MB when full.
  static final int CAPACITY = 10_000;

  static final Duration LIFETIME = Duration.ofSeconds(60);

  private record Entry(Caller caller, Instant until) {}

  private final InstantSource clock;
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  CallerCache(InstantSource clock) {
    this.clock = clock;
  }

  synchronized Optional<Caller> get(String keyHash) {
    Entry entry = entries.get(keyHash);
    return entry != null && clock.instant().isBefore(entry.until())
        ? Optional.of(entry.caller())
        : Optional.empty();
  }

  /// @param since when the tables were asked, so that the lifetime bounds the age of what they said
  synchronized void put(String keyHash, Caller caller, Instant since) {
    entries.put(keyHash, new Entry(caller, since.plus(LIFETIME)));
    if (entries.size() > CAPACITY) {
      entries.pollFirstEntry();
    }
  }
}
