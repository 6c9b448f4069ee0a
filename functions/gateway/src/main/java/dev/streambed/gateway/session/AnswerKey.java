package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.RequestId;
import java.time.Instant;

/// One answer on a connection.
///
/// @param requestId of whoever speaks of it
/// @param until when nobody will speak of it any more
public record AnswerKey(Connection connection, AnswerId id, RequestId requestId, Instant until) {

  SessionKey row() {
    return new SessionKey(connection.id(), "GEN#" + id.value());
  }

  SessionKey part(int index) {
    return new SessionKey(connection.id(), parts() + String.format("%02d", index));
  }

  String parts() {
    return "PART#" + id.value() + "#";
  }
}
