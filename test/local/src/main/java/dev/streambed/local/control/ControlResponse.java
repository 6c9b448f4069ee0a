package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;

/// An answer of the control endpoint.
///
/// @param status the HTTP status
/// @param body JSON
record ControlResponse(int status, JsonNode body) {

  static ControlResponse of(JsonNode body) {
    return new ControlResponse(200, body);
  }

  static ControlResponse done() {
    return of(Json.object().put("done", true));
  }

  static ControlResponse refused(int status, String error) {
    return new ControlResponse(status, Json.object().put("error", error));
  }
}
