package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.websocket.ConnectionTimeouts;
import dev.streambed.local.websocket.Connections;
import java.time.Duration;

/// Lists and drops WebSocket connections, and reads and changes their timeouts.
///
/// @param connections the open connections
record ConnectionRoutes(Connections connections) {

  ControlResponse list() {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("connections");
    for (Connections.View view : connections.views()) {
      list.addObject()
          .put("connectionId", view.id())
          .put("apiId", view.apiId())
          .put("stage", view.stage())
          .put("connectedAt", view.connectedAt().toString())
          .put("lastActiveAt", view.lastActiveAt().toString());
    }
    return ControlResponse.of(answer);
  }

  ControlResponse lose(String id) {
    return connections.lose(id)
        ? ControlResponse.done()
        : ControlResponse.refused(404, "there is no connection " + id);
  }

  ControlResponse times() {
    ConnectionTimeouts times = connections.times();
    return ControlResponse.of(
        Json.object()
            .put("idleMillis", times.idle().toMillis())
            .put("maximumMillis", times.maximum().toMillis()));
  }

  /// Changes one timeout or both.
  ControlResponse change(JsonNode body) {
    try {
      ConnectionTimeouts times = connections.times();
      connections.change(
          new ConnectionTimeouts(
              millis(body, "idleMillis", times.idle()),
              millis(body, "maximumMillis", times.maximum())));
      return times();
    } catch (IllegalArgumentException invalid) {
      return ControlResponse.refused(400, String.valueOf(invalid.getMessage()));
    }
  }

  private static Duration millis(JsonNode body, String name, Duration otherwise) {
    return body.has(name) ? Duration.ofMillis(body.path(name).asLong(0)) : otherwise;
  }
}
