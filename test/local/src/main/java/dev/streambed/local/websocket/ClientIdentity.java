package dev.streambed.local.websocket;

import dev.streambed.local.http.IncomingRequest;
import java.time.Instant;

/// The client of a connection, or of a handshake.
///
/// @param connectionId the id of the connection
/// @param stage the stage that it connects to
/// @param connectedAt when it connected
/// @param sourceIp its IP address
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
