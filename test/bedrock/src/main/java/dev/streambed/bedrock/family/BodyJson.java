package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The shared parts of request and answer bodies.
final class BodyJson {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private BodyJson() {}

  /// Parses a single prompt.
  static ParsedBody.Valid prompt(String text, JsonNode mostTokens) {
    return new ParsedBody.Valid(
        text, tokens(text.length()), most(mostTokens), RequestFeatures.NONE);
  }

  /// Parses a conversation.
  ///
  /// @param body has `messages` with `role` and `content`, and tools in one of their shapes
  /// @param system text besides them, in any of its shapes
  static ParsedBody conversation(
      JsonNode body, JsonNode system, JsonNode mostTokens, RequestFeatures features) {
    String last = "";
    int characters = text(system).length() + length(body.path("tools"));
    characters += length(body.path("toolConfig").path("tools"));
    for (JsonNode message : body.path("messages")) {
      String text = text(message.path("content"));
      characters += text.length() + toolCharacters(message);
      last = lastQuestion(message, text, last);
    }
    return new ParsedBody.Valid(last, tokens(characters), most(mostTokens), features);
  }

  /// The result of a tool is not a question, though it ends a conversation like one.
  private static String lastQuestion(JsonNode message, String text, String before) {
    return switch (message.path("role").asText()) {
      case "user" -> text;
      case "tool" -> "";
      default -> before;
    };
  }

  private static int toolCharacters(JsonNode message) {
    int characters = length(message.path("tool_calls"));
    for (JsonNode block : message.path("content")) {
      boolean isTool =
          block.has("toolUse")
              || block.has("toolResult")
              || block.path("type").asText().startsWith("tool_");
      characters += isTool ? length(block) : 0;
    }
    return characters;
  }

  private static int length(JsonNode node) {
    return node.isMissingNode() ? 0 : node.toString().length();
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
        .put("prompt_tokens", tokenUsage.inputTokens() + tokenUsage.cacheUsage().read())
        .put("completion_tokens", tokenUsage.outputTokens())
        .put("total_tokens", tokenUsage.totalTokens());
  }

  /// A member of a JSON text, or the whole as a string where it is none.
  static JsonNode parsed(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8))
        .orElseGet(() -> Json.object().textNode(json));
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
