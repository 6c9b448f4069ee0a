package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.function.Supplier;

/// Cohere Command R.
final class CohereChat implements ModelFamily {

  @Override
  public ParsedBody read(JsonNode body) {
    return BodyValidation.SCHEMA
        .lacking(body, "message")
        .orElseGet(() -> BodyJson.prompt(body.get("message").asText(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(AnswerContext answerContext, String text, TokenUsage tokenUsage) {
    ObjectNode answer =
        Json.object()
            .put("response_id", answerContext.id())
            .put("text", text)
            .put("generation_id", answerContext.id());
    answer
        .putArray("chat_history")
        .add(turn("USER", answerContext.prompt()))
        .add(turn("CHATBOT", text));
    return answer.put("finish_reason", reason(tokenUsage));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage) {
    return BodyJson.one(event(false, "text-generation").put("text", text));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<String> text, TokenUsage tokenUsage) {
    ObjectNode end = event(true, "stream-end");
    end.set("response", whole(answerContext, text.get(), tokenUsage));
    return BodyJson.one(end.put("finish_reason", reason(tokenUsage)));
  }

  private static ObjectNode turn(String role, String message) {
    return Json.object().put("role", role).put("message", message);
  }

  private static ObjectNode event(boolean isFinished, String type) {
    return Json.object().put("is_finished", isFinished).put("event_type", type);
  }

  private static String reason(TokenUsage tokenUsage) {
    return tokenUsage.stop("COMPLETE", "MAX_TOKENS");
  }
}
