package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Reads the tools of chat completions: OpenAI's, Mistral's and Jamba's.
final class ChatFeatures {

  private ChatFeatures() {}

  static RequestFeatures of(JsonNode body) {
    List<Tool> tools =
        StreamSupport.stream(body.path("tools").spliterator(), false)
            .map(tool -> tool.path("function"))
            .filter(JsonNode::isObject)
            .map(function -> new Tool(function.path("name").asText(), function.path("parameters")))
            .toList();
    return new RequestFeatures(
        tools,
        forced(tools, body.path("tool_choice")),
        schema(body.path("response_format")),
        toolResult(body.path("messages")));
  }

  private static Optional<Tool> forced(List<Tool> tools, JsonNode toolChoice) {
    if (toolChoice.isObject()) {
      return Optional.of(RequestFeatures.named(tools, toolChoice.at("/function/name").asText()));
    }
    // Mistral says any where OpenAI says required.
    String choice = toolChoice.asText();
    return choice.equals("required") || choice.equals("any")
        ? tools.stream().findFirst()
        : Optional.empty();
  }

  private static Optional<JsonNode> schema(JsonNode responseFormat) {
    return switch (responseFormat.path("type").asText()) {
      case "json_schema" -> Optional.of(responseFormat.at("/json_schema/schema"));
      case "json_object" ->
          Optional.of(
              responseFormat.path("schema").isObject()
                  ? responseFormat.get("schema")
                  : Json.object().put("type", "object"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> toolResult(JsonNode messages) {
    JsonNode last = messages.path(messages.size() - 1);
    return last.path("role").asText().equals("tool")
        ? Optional.of(BodyJson.text(last.path("content")))
        : Optional.empty();
  }
}
