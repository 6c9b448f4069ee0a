package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Identifies the answer that is handed over: everything needed to end it, even if the rest of the
/// event cannot be read. The names and meanings of its members never change, so that any version of
/// the function can end an answer that another version has handed over.
///
/// @param id the client's id of the answer
/// @param model the model; known even if the prompt can no longer be read
/// @param targets what is asked for the answer, in this order: the model, then those that it falls
///   back to
/// @param permit the permit, as the admission wrote it
/// @param limits what is left of the customer's limits; empty when it has none
/// @param until when the connection will have ended
public record HandoverHeader(
    WebSocketConnection webSocketConnection,
    ClientAnswerId id,
    RequestId requestId,
    ModelId model,
    List<ModelTarget> targets,
    JsonObject permit,
    JsonObject limits,
    Instant until) {

  public HandoverHeader {
    targets = List.copyOf(targets);
  }

  /// Reads it from an event of any version.
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
    if (hasOtherTargets()) {
      head.put(
          "targets",
          new JsonArray(
              targets.stream().<Json>map(target -> new JsonString(target.write())).toList()));
    }
    head.put("permit", permit);
    if (!limits.members().isEmpty()) {
      head.put("limits", limits);
    }
    head.put("until", JsonNumber.of(until.getEpochSecond()));
    return new JsonObject(head);
  }

  private static HandoverHeader read(JsonObject head) {
    ModelId model = new ModelId(text(head, "modelId"));
    return new HandoverHeader(
        new WebSocketConnection(
            text(head, "apiId"), text(head, "stage"), text(head, "connectionId")),
        new ClientAnswerId(text(head, "id")),
        new RequestId(text(head, "requestId")),
        model,
        targets(head, model),
        head.object("permit").orElseThrow(),
        head.objectOrEmpty("limits"),
        Instant.ofEpochSecond(head.number("until").orElseThrow()));
  }

  /// Whether the model is asked elsewhere, or others may be asked.
  public boolean hasOtherTargets() {
    return targets.size() > 1 || !targets.getFirst().region().isEmpty();
  }

  // An answer can be ended whatever these say.
  private static List<ModelTarget> targets(JsonObject head, ModelId model) {
    List<ModelTarget> targets = new ArrayList<>();
    for (Json each : head.array("targets").map(JsonArray::elements).orElseGet(List::of)) {
      if (each instanceof JsonString(String text)) {
        ModelTarget.parse(text).ifPresent(targets::add);
      }
    }
    return targets.isEmpty() ? List.of(ModelTarget.here(model)) : targets;
  }

  private static String text(JsonObject head, String name) {
    return head.text(name).orElseThrow();
  }
}
