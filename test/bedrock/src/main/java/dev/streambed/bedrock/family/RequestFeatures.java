package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.Optional;

/// What a request has besides its prompt.
///
/// @param tools the offered tools
/// @param forcedTool the tool that the answer must call
/// @param answerSchema the JSON schema that the answer's text must fit
/// @param toolResult the result of a tool, where the request ends with one
public record RequestFeatures(
    List<Tool> tools,
    Optional<Tool> forcedTool,
    Optional<JsonNode> answerSchema,
    Optional<String> toolResult) {

  /// Of a format that has nothing but a prompt.
  static final RequestFeatures NONE =
      new RequestFeatures(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public RequestFeatures {
    tools = List.copyOf(tools);
  }

  /// The tool with this name, or one without a schema where none has it.
  public static Tool named(List<Tool> tools, String name) {
    return tools.stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseGet(() -> new Tool(name, Json.object()));
  }
}
