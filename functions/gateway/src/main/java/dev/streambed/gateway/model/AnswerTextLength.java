package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The length of what a model wrote in a document, or in an event that is not plain text: its
/// answers, its reasoning and the arguments of its tool calls. Names, ids, signatures and images
/// are not counted.
final class AnswerTextLength {

  /// Members that hold what a model wrote, in any family.
  private static final Set<String> WRITTEN =
      Set.of(
          "arguments",
          "completion",
          "content",
          "generation",
          "input",
          "message",
          "outputText",
          "partial_json",
          "reasoning",
          "reasoning_content",
          "refusal",
          "text",
          "thinking");

  /// Members that repeat the caller's input, or quote it and the answer.
  private static final Set<String> REPEATED =
      Set.of("amazon-bedrock-trace", "chat_history", "prompt", "trace");

  private AnswerTextLength() {}

  /// The length in characters.
  static long of(Json json) {
    return of("", json);
  }

  private static long of(String name, Json value) {
    return switch (value) {
      case JsonString(String text) -> WRITTEN.contains(name) ? text.length() : 0;
      case JsonArray(List<Json> elements) ->
          elements.stream().mapToLong(element -> of(name, element)).sum();
      case JsonObject object when name.equals("input") -> arguments(object);
      case JsonObject(Map<String, Json> members) ->
          members.entrySet().stream()
              .filter(member -> !REPEATED.contains(member.getKey()))
              .mapToLong(member -> of(member.getKey(), member.getValue()))
              .sum();
      default -> 0;
    };
  }

  // The arguments of a tool call may have members of any name.
  private static long arguments(JsonObject object) {
    return object.members().isEmpty() ? 0 : object.write().length();
  }
}
