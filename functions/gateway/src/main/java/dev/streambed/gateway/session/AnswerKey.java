package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.RequestId;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One answer on a connection.
///
/// @param requestId of whoever speaks of it
/// @param until when nobody will speak of it any more
public record AnswerKey(Connection connection, AnswerId id, RequestId requestId, Instant until) {

  static final String ANSWERS = "GEN#";

  SessionKey row() {
    return new SessionKey(connection.id(), ANSWERS + id.value());
  }

  SessionKey part(int index) {
    return new SessionKey(connection.id(), parts() + String.format("%02d", index));
  }

  /// Where the connection is, for whoever knows it by its id alone.
  AttributeValue api() {
    return AttributeValue.fromS(connection.apiId() + "/" + connection.stage());
  }

  String parts() {
    return "PART#" + id.value() + "#";
  }
}
