package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.topics.Announcement;
import dev.streambed.local.topics.Topics;
import dev.streambed.local.vocabulary.Json;
import java.util.List;

/// Shows the topics and what was published to them.
///
/// @param topics the topics
record TopicRoutes(Topics topics) {

  /// Answers `GET /topics` and `GET /topics/{name}`.
  ControlAnswer answer(String name) {
    if (name.isEmpty()) {
      return names();
    }
    return topics
        .published(name)
        .map(TopicRoutes::published)
        .orElseGet(() -> ControlAnswer.refused(404, "there is no topic " + name));
  }

  private ControlAnswer names() {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("topics");
    topics.names().forEach(names::add);
    return ControlAnswer.of(answer);
  }

  private static ControlAnswer published(List<Announcement> published) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("messages");
    for (Announcement each : published) {
      list.addObject()
          .put("messageId", each.id())
          .put("publishedAt", each.publishedAt().toString())
          .put("subject", each.subject())
          .put("message", each.message());
    }
    return ControlAnswer.of(answer);
  }
}
