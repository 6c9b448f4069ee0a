package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Cohere Command R.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command-r-plus.html>
final class CohereChat implements ModelFamily {

  private static final StopReason.Words STOP =
      new StopReason.Words("COMPLETE", "MAX_TOKENS", "COMPLETE", "STOP_SEQUENCE", "ERROR_TOXIC");

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .lacking(body, "message")
        .orElseGet(() ->
            BodyJson.prompt(body.get("message").asText(), body.path("max_tokens"))
                .with(CohereFeatures.of(body)));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode answer =
        Json.object()
            .put("response_id", answerContext.id())
            .put("text", answerContent.text())
            .put("generation_id", answerContext.id());
    answer
        .putArray("chat_history")
        .add(turn("USER", answerContext.prompt()))
        .add(turn("CHATBOT", answerContent.text()));
    if (answerContent.isCited()) {
      answer.putArray("citations").add(Citation.ofCohere(answerContent.text()));
    }
    if (!answerContent.toolUses().isEmpty()) {
      answer.set("tool_calls", calls(answerContent.toolUses()));
    }
    return answer.put("finish_reason", tokenUsage.stop(STOP));
  }

  /// Calls of tools are complete: they come after the text.
  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return piece.part() instanceof ContentBlock.ToolUse
        ? List.of()
        : BodyJson.one(event(false, "text-generation").put("text", piece.text()));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    AnswerContent content = answerContent.get();
    ObjectNode end = event(true, "stream-end");
    end.set("response", whole(answerContext, content, tokenUsage));
    end.put("finish_reason", tokenUsage.stop(STOP));
    List<ObjectNode> events = new ArrayList<>();
    if (content.isCited()) {
      ObjectNode citations = event(false, "citation-generation");
      citations.putArray("citations").add(Citation.ofCohere(content.text()));
      events.add(citations);
    }
    if (!content.toolUses().isEmpty()) {
      ObjectNode calls = event(false, "tool-calls-generation");
      events.add(calls.set("tool_calls", calls(content.toolUses())));
    }
    events.add(end);
    return events;
  }

  @Override
  public boolean cites() {
    return true;
  }

  @Override
  public boolean callsTools() {
    return true;
  }

  private static ArrayNode calls(List<ContentBlock.ToolUse> toolUses) {
    ArrayNode calls = Json.object().arrayNode();
    toolUses.forEach(toolUse ->
        calls
            .addObject()
            .put("name", toolUse.toolCall().name())
            .set("parameters", toolUse.arguments()));
    return calls;
  }

  private static ObjectNode turn(String role, String message) {
    return Json.object().put("role", role).put("message", message);
  }

  private static ObjectNode event(boolean isFinished, String type) {
    return Json.object().put("is_finished", isFinished).put("event_type", type);
  }
}
