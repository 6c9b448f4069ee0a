package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.Instant;

/// One answer on a connection.
///
/// @param requestId the id of the request that refers to the answer
/// @param expiresAt when the row can be deleted
public record WebSocketAnswerKey(
    WebSocketConnection webSocketConnection,
    ClientAnswerId id,
    RequestId requestId,
    Instant expiresAt) {

  static final String ANSWERS = "GEN#";

  SessionKey rowKey() {
    return new SessionKey(webSocketConnection.id(), ANSWERS + id.value());
  }

  SessionKey partKey(int index) {
    return new SessionKey(webSocketConnection.id(), partPrefix() + String.format("%02d", index));
  }

  /// The connection's API and stage, for lookups by the connection id alone.
  AttributeValue apiAttribute() {
    return AttributeValue.fromS(webSocketConnection.apiId() + "/" + webSocketConnection.stage());
  }

  String partPrefix() {
    return "PART#" + id.value() + "#";
  }
}
