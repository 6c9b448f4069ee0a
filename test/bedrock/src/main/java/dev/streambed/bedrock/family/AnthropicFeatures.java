package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Reads the tools of Claude's Messages API.
final class AnthropicFeatures {

  private AnthropicFeatures() {}

  static RequestFeatures of(JsonNode body) {
    List<Tool> tools =
        StreamSupport.stream(body.path("tools").spliterator(), false)
            .map(tool -> new Tool(tool.path("name").asText(), tool.path("input_schema")))
            .toList();
    return new RequestFeatures(
        tools, forced(tools, body.path("tool_choice")), schema(body), toolResult(body));
  }

  private static Optional<Tool> forced(List<Tool> tools, JsonNode toolChoice) {
    return switch (toolChoice.path("type").asText()) {
      case "tool" -> Optional.of(RequestFeatures.named(tools, toolChoice.path("name").asText()));
      case "any" -> tools.stream().findFirst();
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> schema(JsonNode body) {
    JsonNode format = body.path("output_config").path("format");
    JsonNode schema = (format.isMissingNode() ? body.path("output_format") : format).path("schema");
    return Optional.of(schema).filter(JsonNode::isObject);
  }

  private static Optional<String> toolResult(JsonNode body) {
    JsonNode messages = body.path("messages");
    List<String> results =
        StreamSupport.stream(
                messages.path(messages.size() - 1).path("content").spliterator(), false)
            .filter(block -> block.path("type").asText().equals("tool_result"))
            .map(block -> BodyJson.text(block.path("content")))
            .toList();
    return results.isEmpty()
        ? Optional.empty()
        : Optional.of(results.stream().collect(Collectors.joining(" ")));
  }
}
