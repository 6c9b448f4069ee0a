package dev.streambed.local.websocket;

import dev.streambed.local.http.Arrival;
import java.time.Instant;

/// Whoever opened a connection, or tries to.
///
/// @param connectionId the connection's id
/// @param stage the stage that it is for
/// @param connectedAt when it came
/// @param sourceIp where it came from
/// @param userAgent what it says it is, or the empty string
record Caller(
    String connectionId,
    WebSocketApi.Stage stage,
    Instant connectedAt,
    String sourceIp,
    String userAgent) {

  static Caller of(Arrival arrival, String connectionId, WebSocketApi.Stage stage) {
    return new Caller(
        connectionId,
        stage,
        arrival.time(),
        arrival.sourceIp(),
        arrival.headers().first("User-Agent"));
  }
}
