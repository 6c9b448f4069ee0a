package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Reads the tools of Cohere Command R.
final class CohereFeatures {

  // Cohere names types in Python's words.
  private static final Map<String, String> TYPES =
      Map.of(
          "str", "string", "int", "integer", "float", "number", "bool", "boolean", "list", "array",
          "dict", "object");

  private CohereFeatures() {}

  static RequestFeatures of(JsonNode body) {
    List<Tool> tools =
        StreamSupport.stream(body.path("tools").spliterator(), false)
            .map(tool ->
                new Tool(tool.path("name").asText(), schema(tool.path("parameter_definitions"))))
            .toList();
    JsonNode results = body.path("tool_results");
    return new RequestFeatures(
        tools,
        Optional.empty(),
        Optional.of(body.at("/response_format/schema")).filter(JsonNode::isObject),
        results.isEmpty()
            ? Optional.empty()
            : Optional.of(results.findValues("outputs").toString()));
  }

  private static ObjectNode schema(JsonNode definitions) {
    ObjectNode schema = Json.object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
      String type = definition.getValue().path("type").asText("str");
      properties.putObject(definition.getKey()).put("type", TYPES.getOrDefault(type, type));
      if (definition.getValue().path("required").asBoolean()) {
        schema.withArray("required").add(definition.getKey());
      }
    }
    return schema;
  }
}
