package dev.streambed.local.websocket;

import java.time.Instant;

/// What can be seen of an open connection.
///
/// @param id its id
/// @param apiId the API
/// @param stage the stage's name
/// @param connectedAt when it was opened
/// @param lastActiveAt when a message was last sent or received
public record ConnectionView(
    String id, String apiId, String stage, Instant connectedAt, Instant lastActiveAt) {

  static ConnectionView of(Connection connection) {
    ConnectingClient connectingClient = connection.caller();
    return new ConnectionView(
        connectingClient.connectionId(),
        connectingClient.stage().apiId(),
        connectingClient.stage().name(),
        connectingClient.connectedAt(),
        connection.lastActive());
  }
}
