package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Which answer is handed over: what is needed to end it, even where nothing else of the event can
/// be read. Its members keep their names and meanings in every version of the event, so that any
/// version of the function can end what another has handed over.
///
/// @param id what the client calls it
/// @param model what is asked: known even if the prompt cannot be read any more
/// @param permit what was admitted, as the admission wrote it
/// @param until when the connection will have ended
public record HandoverHeader(
    WebSocketConnection webSocketConnection,
    ClientAnswerId id,
    RequestId requestId,
    ModelId model,
    JsonObject permit,
    Instant until) {

  /// Reads it out of an event, whatever the event's version.
  static Optional<HandoverHeader> of(JsonObject event) {
    JsonObject head = event.objectOrEmpty(Handover.MARK);
    try {
      return Optional.of(read(head));
    } catch (IllegalArgumentException | NoSuchElementException _) {
      return Optional.empty();
    }
  }

  JsonObject write(long version) {
    Map<String, Json> head = new LinkedHashMap<>();
    head.put("version", JsonNumber.of(version));
    head.put("apiId", new JsonString(webSocketConnection.apiId()));
    head.put("stage", new JsonString(webSocketConnection.stage()));
    head.put("connectionId", new JsonString(webSocketConnection.id()));
    head.put("id", new JsonString(id.value()));
    head.put("requestId", new JsonString(requestId.value()));
    head.put("modelId", new JsonString(model.value()));
    head.put("permit", permit);
    head.put("until", JsonNumber.of(until.getEpochSecond()));
    return new JsonObject(head);
  }

  private static HandoverHeader read(JsonObject head) {
    return new HandoverHeader(
        new WebSocketConnection(
            text(head, "apiId"), text(head, "stage"), text(head, "connectionId")),
        new ClientAnswerId(text(head, "id")),
        new RequestId(text(head, "requestId")),
        new ModelId(text(head, "modelId")),
        head.object("permit").orElseThrow(),
        Instant.ofEpochSecond(head.number("until").orElseThrow()));
  }

  private static String text(JsonObject head, String name) {
    return head.text(name).orElseThrow();
  }
}
