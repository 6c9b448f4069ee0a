package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.messaging.TopicMessage;
import dev.streambed.local.messaging.Topics;
import java.util.List;

/// Shows the topics and what was published to them.
///
/// @param topics the topics
record TopicRoutes(Topics topics) {

  /// Answers `GET /topics` and `GET /topics/{name}`.
  ControlResponse answer(String name) {
    if (name.isEmpty()) {
      return names();
    }
    return topics
        .published(name)
        .map(TopicRoutes::published)
        .orElseGet(() -> ControlResponse.refused(404, "there is no topic " + name));
  }

  private ControlResponse names() {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("topics");
    topics.names().forEach(names::add);
    return ControlResponse.of(answer);
  }

  private static ControlResponse published(List<TopicMessage> published) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("messages");
    for (TopicMessage each : published) {
      list.addObject()
          .put("messageId", each.id())
          .put("publishedAt", each.publishedAt().toString())
          .put("subject", each.subject())
          .put("message", each.message());
    }
    return ControlResponse.of(answer);
  }
}
