package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.TopicMessage;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.triggers.Schedules;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Lists queues and topics with their messages; lists and fires schedule rules.
///
/// @param queues the queues
/// @param topics the topics
/// @param schedules the schedule rules
record MessagingRoutes(Queues queues, Topics topics, Schedules schedules) {

  /// Handles `GET /queues` and `GET /queues/{name}`.
  ControlResponse queues(String name) {
    if (name.isEmpty()) {
      return ControlResponse.list("queues", queues.names());
    }
    return queues
        .messages(name)
        .map(MessagingRoutes::messages)
        .orElseGet(() -> ControlResponse.refused(404, "there is no queue " + name));
  }

  /// Handles `GET /topics` and `GET /topics/{name}`.
  ControlResponse topics(String name) {
    if (name.isEmpty()) {
      return ControlResponse.list("topics", topics.names());
    }
    return topics
        .published(name)
        .map(MessagingRoutes::published)
        .orElseGet(() -> ControlResponse.refused(404, "there is no topic " + name));
  }

  ControlResponse listSchedules() {
    return ControlResponse.list("schedules", schedules.names());
  }

  ControlResponse fireSchedule(String name) {
    return schedules
        .fire(name)
        .map(requestIds -> ControlResponse.list("requestIds", requestIds))
        .orElseGet(() -> ControlResponse.refused(404, "there is no schedule " + name));
  }

  private static ControlResponse messages(List<Queues.Message> messages) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("messages");
    for (Queues.Message message : messages) {
      ObjectNode shown =
          list.addObject()
              .put("messageId", message.id())
              .put("sentAt", message.sentAt().toString());
      Json.parse(message.body().getBytes(StandardCharsets.UTF_8))
          .ifPresentOrElse(
              json -> shown.set("body", json), () -> shown.put("body", message.body()));
    }
    return ControlResponse.of(answer);
  }

  private static ControlResponse published(List<TopicMessage> published) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("messages");
    for (TopicMessage message : published) {
      list.addObject()
          .put("messageId", message.id())
          .put("publishedAt", message.publishedAt().toString())
          .put("subject", message.subject())
          .put("message", message.message());
    }
    return ControlResponse.of(answer);
  }
}
