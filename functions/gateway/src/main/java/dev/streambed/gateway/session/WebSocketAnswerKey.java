package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One answer on a connection.
///
/// @param requestId of the request that refers to it
/// @param expiresAt when nothing will refer to it any more
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

  /// Where the connection is, for whoever knows it by its id alone.
  AttributeValue apiAttribute() {
    return AttributeValue.fromS(webSocketConnection.apiId() + "/" + webSocketConnection.stage());
  }

  String partPrefix() {
    return "PART#" + id.value() + "#";
  }
}
