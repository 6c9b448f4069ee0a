package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.StopCause;
import java.time.Instant;
import java.util.Optional;

/// The row of one answer.
record Row(SessionTable table, SessionKey key, Instant expiresAt, Complaint complaint) {

  void put() {
    table.put(key, expiresAt);
  }

  boolean putNew(Instant now) {
    return table.putNew(key, expiresAt, now);
  }

  Optional<StopCause> stop() {
    return table.stopOf(key);
  }

  void delete() {
    table.delete(key);
  }
}
