package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.time.Instant;
import java.util.Optional;

/// The row of one answer of an HTTP front door, which goes when the answer has ended.
record HttpAnswerRow(
    SessionTable table, SessionKey key, Instant expiresAt, UnstoppableAnswerLog complaint)
    implements AnswerRow {

  @Override
  public void put() {
    table.put(key, expiresAt);
  }

  /// Puts it unless another answer of this name is running.
  ///
  /// @param run tells this answer from others
  boolean putNew(String run, Instant now) {
    return table.putNew(key, run, expiresAt, now);
  }

  @Override
  public Optional<StopCause> stopCause() {
    return table.stopCause(key);
  }

  @Override
  public void end() {
    table.delete(key);
  }
}
