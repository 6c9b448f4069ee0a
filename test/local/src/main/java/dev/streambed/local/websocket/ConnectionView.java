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
    Caller caller = connection.caller();
    return new ConnectionView(
        caller.connectionId(),
        caller.stage().apiId(),
        caller.stage().name(),
        caller.connectedAt(),
        connection.lastActive());
  }
}
