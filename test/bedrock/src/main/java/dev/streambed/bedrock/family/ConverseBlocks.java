package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;

/// The content blocks of the Converse API, whole and as deltas.
final class ConverseBlocks {

  private ConverseBlocks() {}

  static ObjectNode whole(AnswerContext answerContext, ContentBlock block) {
    return switch (block) {
      case ContentBlock.Text(String text) -> text(text);
      case ContentBlock.CitedText(String text) -> cited(text);
      case ContentBlock.Reasoning(String text) -> reasoning(answerContext, text);
      case ContentBlock.RedactedReasoning(String data) -> redacted(data);
      case ContentBlock.ToolUse toolUse -> {
        ObjectNode whole = toolUse(toolUse.toolCall());
        whole.set("input", toolUse.arguments());
        yield Json.object().set("toolUse", whole);
      }
    };
  }

  /// The deltas of one chunk: a signature comes in a delta of its own.
  static List<ObjectNode> deltas(AnswerContext answerContext, ContentChunk piece) {
    return switch (piece.part()) {
      case ContentBlock.Text(String text) -> List.of(text(text));
      case ContentBlock.CitedText(String text) ->
          piece.isLast() ? List.of(text(text), citation()) : List.of(text(text));
      case ContentBlock.RedactedReasoning(String data) -> List.of(redacted(data));
      case ContentBlock.ToolUse(_, String input) -> List.of(input(input));
      case ContentBlock.Reasoning(String text) ->
          piece.isLast() && answerContext.isClaude()
              ? List.of(
                  reasoningDelta("text", text),
                  reasoningDelta("signature", answerContext.signature()))
              : List.of(reasoningDelta("text", text));
    };
  }

  /// Id and name of a call.
  static ObjectNode toolUse(ContentBlock.ToolCall toolCall) {
    return Json.object()
        .put("name", toolCall.name())
        .put("toolUseId", "tooluse_" + toolCall.id().substring(0, 22));
  }

  private static ObjectNode text(String text) {
    return Json.object().put("text", text);
  }

  private static ObjectNode cited(String text) {
    ObjectNode cited = Json.object();
    ObjectNode content = cited.putObject("citationsContent");
    content.putArray("citations").add(Citation.ofConverse());
    content.putArray("content").add(text(text));
    return cited;
  }

  private static ObjectNode citation() {
    return Json.object().set("citation", Citation.ofConverse());
  }

  private static ObjectNode input(String json) {
    ObjectNode delta = Json.object();
    delta.putObject("toolUse").put("input", json);
    return delta;
  }

  private static ObjectNode redacted(String data) {
    return reasoningDelta("redactedContent", data);
  }

  private static ObjectNode reasoningDelta(String member, String value) {
    ObjectNode delta = Json.object();
    delta.putObject("reasoningContent").put(member, value);
    return delta;
  }

  private static ObjectNode reasoning(AnswerContext answerContext, String text) {
    ObjectNode reasoningText = Json.object();
    if (answerContext.isClaude()) {
      reasoningText.put("signature", answerContext.signature());
    }
    ObjectNode block = Json.object();
    block.putObject("reasoningContent").set("reasoningText", reasoningText.put("text", text));
    return block;
  }
}
