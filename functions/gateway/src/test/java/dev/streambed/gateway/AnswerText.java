package dev.streambed.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What an answer's caller received, independent of the format.
///
/// @param stopReason empty when there was none
/// @param error the error code; empty when there was none
record AnswerText(
    String name, String text, List<JsonNode> events, String stopReason, String error) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// @param parts elements of the array, messages on a connection, or data of server-sent events
  static AnswerText of(String name, List<JsonNode> parts) {
    StringBuilder text = new StringBuilder();
    List<JsonNode> events = new ArrayList<>();
    String stopReason = "";
    String error = "";
    for (JsonNode part : parts) {
      text.append(part.path("content").asText());
      if (part.has("event")) {
        events.add(part.get("event"));
      }
      stopReason = part.path("stopReason").asText(part.at("/usage/stopReason").asText(stopReason));
      error = part.path("code").asText(error);
    }
    return new AnswerText(
        name, text.toString(), events, stopReason.equals("null") ? "" : stopReason, error);
  }

  /// The data of server-sent events, each of one line.
  static List<JsonNode> events(String body) throws IOException {
    List<JsonNode> data = new ArrayList<>();
    for (String line : body.lines().toList()) {
      if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
        data.add(JSON.readTree(line.substring("data: ".length())));
      } else if (line.startsWith("{")) {
        // An answer that is nothing but an error.
        data.add(JSON.readTree(line));
      }
    }
    return data;
  }
}
