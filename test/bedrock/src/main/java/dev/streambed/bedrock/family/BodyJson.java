package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The shared parts of request and answer bodies.
final class BodyJson {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private BodyJson() {}

  /// Parses a single prompt.
  static ParsedBody prompt(String text, JsonNode mostTokens) {
    return new ParsedBody.Asked(text, tokens(text.length()), most(mostTokens));
  }

  /// Parses a conversation.
  ///
  /// @param messages objects with `role` and `content`
  /// @param system text besides them, in any of its shapes
  static ParsedBody conversation(JsonNode messages, JsonNode system, JsonNode mostTokens) {
    String last = "";
    int characters = text(system).length();
    for (JsonNode message : messages) {
      String text = text(message.path("content"));
      characters += text.length();
      last = message.path("role").asText().equals("user") ? text : last;
    }
    return new ParsedBody.Asked(last, tokens(characters), most(mostTokens));
  }

  /// A string, or the texts of a list of blocks, joined.
  static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    return StreamSupport.stream(content.spliterator(), false)
        .map(block -> block.isTextual() ? block.textValue() : block.path("text").asText())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /// `{"role": …, "content": …}`
  static ObjectNode message(String role, String content) {
    return Json.object().put("role", role).put("content", content);
  }

  /// A document whose only member is a list with one element.
  static ObjectNode listOf(String name, ObjectNode element) {
    ObjectNode document = Json.object();
    document.putArray(name).add(element);
    return document;
  }

  /// The token counts as the makers of chat completions name them.
  static ObjectNode chatUsage(TokenUsage tokenUsage) {
    return Json.object()
        .put("prompt_tokens", tokenUsage.inputTokens())
        .put("completion_tokens", tokenUsage.outputTokens())
        .put("total_tokens", tokenUsage.totalTokens());
  }

  static List<ObjectNode> one(ObjectNode document) {
    return List.of(document);
  }

  private static int tokens(int characters) {
    return Math.max(1, Math.ceilDiv(characters, CHARACTERS_PER_TOKEN));
  }

  private static int most(JsonNode tokens) {
    return tokens.canConvertToInt() && tokens.isIntegralNumber() && tokens.intValue() > 0
        ? tokens.intValue()
        : Integer.MAX_VALUE;
  }
}
