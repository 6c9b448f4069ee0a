package dev.streambed.local.websocket;

import dev.streambed.local.http.IncomingRequest;
import java.time.Instant;

/// Whoever opened a connection, or tries to.
///
/// @param connectionId the connection's id
/// @param stage the stage that it is for
/// @param connectedAt when it came
/// @param sourceIp where it came from
/// @param userAgent the header `User-Agent`, or the empty string
record ClientIdentity(
    String connectionId,
    WebSocketApi.Stage stage,
    Instant connectedAt,
    String sourceIp,
    String userAgent) {

  static ClientIdentity of(
      IncomingRequest incomingRequest, String connectionId, WebSocketApi.Stage stage) {
    return new ClientIdentity(
        connectionId,
        stage,
        incomingRequest.time(),
        incomingRequest.sourceIp(),
        incomingRequest.headers().first("User-Agent"));
  }
}
