package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// Mistral's chat completion. Its chunks are whole messages, not deltas.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-chat-completion.html>
final class MistralChat implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "messages")
        .orElseGet(() ->
            BodyJson.conversation(
                body, Json.object(), body.path("max_tokens"), ChatFeatures.of(body)));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    return ended(answerContent.text(), answerContent.toolUses(), tokenUsage);
  }

  /// Calls of tools are complete: they come at the end, and not at all where the answer was cut
  /// off.
  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return piece.part() instanceof ContentBlock.ToolUse
        ? List.of()
        : BodyJson.one(
            BodyJson.listOf("choices", choice(piece.text(), List.of()).putNull("stop_reason")));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    return tokenUsage.stopReason() == StopReason.TOOL_USE
        ? BodyJson.one(ended("", answerContent.get().toolUses(), tokenUsage))
        : List.of();
  }

  @Override
  public List<ObjectNode> lastChunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return tokenUsage.stopReason() == StopReason.TOOL_USE
        ? chunk(answerContext, piece, tokenUsage)
        : BodyJson.one(ended(piece.text(), List.of(), tokenUsage));
  }

  @Override
  public boolean callsTools() {
    return true;
  }

  private static ObjectNode ended(
      String text, List<ContentBlock.ToolUse> toolUses, TokenUsage tokenUsage) {
    return BodyJson.listOf(
        "choices",
        choice(text, toolUses).put("stop_reason", tokenUsage.stop(StopReason.Words.CHAT)));
  }

  private static ObjectNode choice(String text, List<ContentBlock.ToolUse> toolUses) {
    ObjectNode choice = Json.object().put("index", 0);
    ObjectNode message = BodyJson.message("assistant", text);
    if (!toolUses.isEmpty()) {
      message.set("tool_calls", ChatToolCalls.whole(toolUses));
    }
    choice.set("message", message);
    return choice;
  }
}
