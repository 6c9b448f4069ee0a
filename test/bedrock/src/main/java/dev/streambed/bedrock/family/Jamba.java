package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// AI21 Jamba. Bedrock's metrics come in an event of their own.
final class Jamba implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .lacking(body, "messages")
        .orElseGet(() ->
            BodyJson.conversation(
                body, Json.object(), body.path("max_tokens"), ChatFeatures.of(body)));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode message = BodyJson.message("assistant", answerContent.text());
    if (answerContent.toolUses().isEmpty()) {
      message.putNull("tool_calls");
    } else {
      message.set("tool_calls", ChatToolCalls.whole(answerContent.toolUses()));
    }
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("message", message);
    ObjectNode answer = document(answerContext, choice.put("finish_reason", stop(tokenUsage)));
    answer.set("usage", BodyJson.chatUsage(tokenUsage));
    answer.putObject("meta").put("requestDurationMillis", 0);
    return answer.put("model", answerContext.modelName());
  }

  @Override
  public List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    return BodyJson.one(
        document(
            answerContext, delta(Json.object().put("role", "assistant")).putNull("finish_reason")));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    ObjectNode content =
        piece.part() instanceof ContentBlock.ToolUse toolUse
            ? ChatToolCalls.delta(piece, toolUse)
            : Json.object().put("content", piece.text());
    return BodyJson.one(document(answerContext, delta(content).putNull("finish_reason")));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    ObjectNode content = Json.object().put("content", "");
    ObjectNode end = document(answerContext, delta(content).put("finish_reason", stop(tokenUsage)));
    end.set("usage", BodyJson.chatUsage(tokenUsage));
    return List.of(end, Json.object());
  }

  @Override
  public boolean callsTools() {
    return true;
  }

  private static ObjectNode delta(ObjectNode delta) {
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("delta", delta);
    return choice;
  }

  private static ObjectNode document(AnswerContext answerContext, ObjectNode choice) {
    ObjectNode document = Json.object().put("id", "chatcmpl-" + answerContext.id());
    document.putArray("choices").add(choice);
    return document;
  }

  private static String stop(TokenUsage tokenUsage) {
    return tokenUsage.stop(StopReason.Words.CHAT);
  }
}
