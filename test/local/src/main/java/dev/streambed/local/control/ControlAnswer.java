package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.vocabulary.Json;

/// An answer of the control endpoint.
///
/// @param status the HTTP status
/// @param body JSON
record ControlAnswer(int status, JsonNode body) {

  static ControlAnswer of(JsonNode body) {
    return new ControlAnswer(200, body);
  }

  static ControlAnswer done() {
    return of(Json.object().put("done", true));
  }

  static ControlAnswer refused(int status, String error) {
    return new ControlAnswer(status, Json.object().put("error", error));
  }
}
