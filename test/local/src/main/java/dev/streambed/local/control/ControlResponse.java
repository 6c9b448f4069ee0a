package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.util.List;

/// A response of the control endpoint.
///
/// @param status the HTTP status
/// @param body JSON
record ControlResponse(int status, JsonNode body) {

  static ControlResponse of(JsonNode body) {
    return new ControlResponse(200, body);
  }

  /// A list of names or ids.
  static ControlResponse list(String member, List<String> values) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray(member);
    values.forEach(list::add);
    return of(answer);
  }

  static ControlResponse done() {
    return of(Json.object().put("done", true));
  }

  static ControlResponse refused(int status, String error) {
    return new ControlResponse(status, Json.object().put("error", error));
  }
}
