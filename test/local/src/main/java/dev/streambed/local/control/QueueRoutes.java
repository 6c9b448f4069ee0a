package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.messaging.Queues;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Shows the queues and what they hold.
///
/// @param queues the queues
record QueueRoutes(Queues queues) {

  /// Answers `GET /queues` and `GET /queues/{name}`.
  ControlResponse answer(String name) {
    if (name.isEmpty()) {
      return names();
    }
    return queues
        .messages(name)
        .map(QueueRoutes::messages)
        .orElseGet(() -> ControlResponse.refused(404, "there is no queue " + name));
  }

  private ControlResponse names() {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("queues");
    queues.names().forEach(names::add);
    return ControlResponse.of(answer);
  }

  private static ControlResponse messages(List<Queues.Message> messages) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("messages");
    for (Queues.Message queueMessage : messages) {
      ObjectNode shown =
          list.addObject()
              .put("messageId", queueMessage.id())
              .put("sentAt", queueMessage.sentAt().toString());
      Json.parse(queueMessage.body().getBytes(StandardCharsets.UTF_8))
          .ifPresentOrElse(
              json -> shown.set("body", json), () -> shown.put("body", queueMessage.body()));
    }
    return ControlResponse.of(answer);
  }
}
