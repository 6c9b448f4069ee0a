package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.schedule.Schedules;
import dev.streambed.local.vocabulary.Json;
import java.util.List;

/// Shows the rules and fires them.
///
/// @param schedules the rules
record ScheduleRoutes(Schedules schedules) {

  ControlAnswer list() {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("schedules");
    schedules.names().forEach(names::add);
    return ControlAnswer.of(answer);
  }

  ControlAnswer fire(String name) {
    return schedules
        .fire(name)
        .map(ScheduleRoutes::invoked)
        .orElseGet(() -> ControlAnswer.refused(404, "there is no schedule " + name));
  }

  private static ControlAnswer invoked(List<String> requestIds) {
    ObjectNode answer = Json.object();
    ArrayNode ids = answer.putArray("requestIds");
    requestIds.forEach(ids::add);
    return ControlAnswer.of(answer);
  }
}
