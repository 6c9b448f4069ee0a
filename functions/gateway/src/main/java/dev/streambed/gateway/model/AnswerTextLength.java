package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much a model has written in a document, or in an event that is no plain text: its answers,
/// its thinking and what it calls tools with, and neither names, ids, signatures nor pictures.
final class AnswerTextLength {

  /// Members that hold what a model writes, in whatever family.
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

  /// Members that repeat what the caller sent.
  private static final Set<String> SENT = Set.of("chat_history", "prompt");

  private AnswerTextLength() {}

  /// In characters.
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
              .filter(member -> !SENT.contains(member.getKey()))
              .mapToLong(member -> of(member.getKey(), member.getValue()))
              .sum();
      default -> 0;
    };
  }

  // What a tool is called with may have members of any name.
  private static long arguments(JsonObject object) {
    return object.members().isEmpty() ? 0 : object.write().length();
  }
}
