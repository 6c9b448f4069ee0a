package dev.streambed.local.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.triggers.Schedules;
import java.util.List;

/// Shows the rules and fires them.
///
/// @param schedules the rules
record ScheduleRoutes(Schedules schedules) {

  ControlResponse list() {
    ObjectNode answer = Json.object();
    ArrayNode names = answer.putArray("schedules");
    schedules.names().forEach(names::add);
    return ControlResponse.of(answer);
  }

  ControlResponse fire(String name) {
    return schedules
        .fire(name)
        .map(ScheduleRoutes::invoked)
        .orElseGet(() -> ControlResponse.refused(404, "there is no schedule " + name));
  }

  private static ControlResponse invoked(List<String> requestIds) {
    ObjectNode answer = Json.object();
    ArrayNode ids = answer.putArray("requestIds");
    requestIds.forEach(ids::add);
    return ControlResponse.of(answer);
  }
}
