package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Reads the tools of the Converse API, which Nova's own format shares.
final class ConverseFeatures {

  private ConverseFeatures() {}

  static RequestFeatures of(JsonNode body) {
    JsonNode toolConfig = body.path("toolConfig");
    List<Tool> tools =
        StreamSupport.stream(toolConfig.path("tools").spliterator(), false)
            .map(tool -> tool.path("toolSpec"))
            .filter(JsonNode::isObject)
            .map(spec -> new Tool(spec.path("name").asText(), spec.at("/inputSchema/json")))
            .toList();
    return new RequestFeatures(
        tools, forced(tools, toolConfig.path("toolChoice")), schema(body), toolResult(body));
  }

  private static Optional<Tool> forced(List<Tool> tools, JsonNode toolChoice) {
    if (toolChoice.has("tool")) {
      return Optional.of(
          RequestFeatures.named(tools, toolChoice.path("tool").path("name").asText()));
    }
    return toolChoice.has("any") ? tools.stream().findFirst() : Optional.empty();
  }

  private static Optional<JsonNode> schema(JsonNode body) {
    JsonNode schema = body.at("/outputConfig/textFormat/structure/jsonSchema/schema");
    return schema.isMissingNode()
        ? Optional.empty()
        : Optional.of(schema.isTextual() ? BodyJson.parsed(schema.textValue()) : schema);
  }

  private static Optional<String> toolResult(JsonNode body) {
    JsonNode messages = body.path("messages");
    JsonNode content = messages.path(messages.size() - 1).path("content");
    List<JsonNode> results = content.findValues("toolResult");
    return results.isEmpty()
        ? Optional.empty()
        : Optional.of(
            results.stream().map(ConverseFeatures::text).collect(Collectors.joining(" ")));
  }

  private static String text(JsonNode toolResult) {
    return StreamSupport.stream(toolResult.path("content").spliterator(), false)
        .map(
            block -> block.has("json") ? block.get("json").toString() : block.path("text").asText())
        .collect(Collectors.joining(" "));
  }
}
