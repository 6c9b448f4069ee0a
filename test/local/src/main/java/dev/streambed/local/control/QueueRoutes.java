package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.queues.Message;
import dev.streambed.local.queues.Queues;
import dev.streambed.local.vocabulary.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Shows the queues and what they hold.
///
/// @param queues the queues
record QueueRoutes(Queues queues) {

  /// Answers `GET /queues` and `GET /queues/{name}`.
  ControlAnswer answer(String name) {
    if (name.isEmpty()) {
      return names();
    }
    return queues
        .messages(name)
        .map(QueueRoutes::messages)
        .orElseGet(() -> ControlAnswer.refused(404, "there is no queue " + name));
  }

  private ControlAnswer names() {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("queues");
    queues.names().forEach(names::add);
    return ControlAnswer.of(answer);
  }

  private static ControlAnswer messages(List<Message> messages) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("messages");
    for (Message message : messages) {
      ObjectNode shown =
          list.addObject()
              .put("messageId", message.id())
              .put("sentAt", message.sentAt().toString());
      Json.parse(message.body().getBytes(StandardCharsets.UTF_8))
          .ifPresentOrElse(
              json -> shown.set("body", json), () -> shown.put("body", message.body()));
    }
    return ControlAnswer.of(answer);
  }
}
