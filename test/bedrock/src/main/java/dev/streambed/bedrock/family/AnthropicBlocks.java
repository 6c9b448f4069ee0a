package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.ArrayList;
import java.util.List;

/// The content blocks of Claude's Messages API, whole and as events.
final class AnthropicBlocks {

  private AnthropicBlocks() {}

  static ObjectNode whole(AnswerContext answerContext, ContentBlock block) {
    return switch (block) {
      case ContentBlock.Text(String text) -> typed("text").put("text", text);
      case ContentBlock.CitedText(String text) -> cited(text);
      case ContentBlock.Reasoning(String text) ->
          typed("thinking").put("thinking", text).put("signature", answerContext.signature());
      case ContentBlock.RedactedReasoning(String data) ->
          typed("redacted_thinking").put("data", data);
      case ContentBlock.ToolUse toolUse ->
          toolUse(toolUse.toolCall()).set("input", toolUse.arguments());
    };
  }

  /// The events of one chunk.
  static List<ObjectNode> events(AnswerContext answerContext, ContentChunk piece) {
    List<ObjectNode> events = new ArrayList<>();
    if (piece.isFirst()) {
      ObjectNode start = event("content_block_start", piece);
      events.add(start.set("content_block", empty(piece.part())));
    }
    deltas(answerContext, piece)
        .forEach(delta -> events.add(event("content_block_delta", piece).set("delta", delta)));
    if (piece.isLast()) {
      events.add(event("content_block_stop", piece));
    }
    return events;
  }

  private static ObjectNode empty(ContentBlock part) {
    return switch (part) {
      case ContentBlock.Text _, ContentBlock.CitedText _ -> typed("text").put("text", "");
      case ContentBlock.Reasoning _ -> typed("thinking").put("thinking", "").put("signature", "");
      case ContentBlock.RedactedReasoning(String data) ->
          typed("redacted_thinking").put("data", data);
      case ContentBlock.ToolUse toolUse -> toolUse(toolUse.toolCall()).set("input", Json.object());
    };
  }

  private static List<ObjectNode> deltas(AnswerContext answerContext, ContentChunk piece) {
    return switch (piece.part()) {
      case ContentBlock.Text(String text) -> List.of(textDelta(text));
      case ContentBlock.CitedText(String text) ->
          piece.isLast() ? List.of(textDelta(text), citation()) : List.of(textDelta(text));
      case ContentBlock.RedactedReasoning _ -> List.of();
      case ContentBlock.ToolUse(_, String input) -> inputDeltas(piece, input);
      case ContentBlock.Reasoning(String text) -> thinkingDeltas(answerContext, piece, text);
    };
  }

  private static ObjectNode cited(String text) {
    ObjectNode cited = typed("text").put("text", text);
    cited.putArray("citations").add(Citation.ofAnthropic());
    return cited;
  }

  private static ObjectNode textDelta(String text) {
    return typed("text_delta").put("text", text);
  }

  private static ObjectNode citation() {
    return typed("citations_delta").set("citation", Citation.ofAnthropic());
  }

  /// The first delta of a call is always empty.
  private static List<ObjectNode> inputDeltas(ContentChunk piece, String input) {
    ObjectNode delta = typed("input_json_delta").put("partial_json", input);
    return piece.isFirst()
        ? List.of(typed("input_json_delta").put("partial_json", ""), delta)
        : List.of(delta);
  }

  private static List<ObjectNode> thinkingDeltas(
      AnswerContext answerContext, ContentChunk piece, String text) {
    ObjectNode delta = typed("thinking_delta").put("thinking", text);
    return piece.isLast()
        ? List.of(delta, typed("signature_delta").put("signature", answerContext.signature()))
        : List.of(delta);
  }

  private static ObjectNode toolUse(ContentBlock.ToolCall toolCall) {
    return typed("tool_use")
        .put("id", "toolu_bdrk_" + toolCall.id().substring(0, 24))
        .put("name", toolCall.name());
  }

  private static ObjectNode event(String type, ContentChunk piece) {
    return typed(type).put("index", piece.block());
  }

  private static ObjectNode typed(String type) {
    return Json.object().put("type", type);
  }
}
