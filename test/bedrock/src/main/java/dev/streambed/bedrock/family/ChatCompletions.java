package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.function.Supplier;

/// Chat completions as OpenAI made them: gpt-oss, and most newcomers.
final class ChatCompletions implements ModelFamily {

  @Override
  public ParsedBody read(JsonNode body) {
    return BodyValidation.SCHEMA
        .lacking(body, "messages")
        .orElseGet(() -> BodyJson.conversation(body.get("messages"), Json.object(), most(body)));
  }

  private static JsonNode most(JsonNode body) {
    return body.has("max_tokens") ? body.get("max_tokens") : body.path("max_completion_tokens");
  }

  @Override
  public ObjectNode whole(AnswerContext answerContext, String text, TokenUsage tokenUsage) {
    ObjectNode choice =
        Json.object().put("finish_reason", stop(tokenUsage)).put("index", 0).putNull("logprobs");
    choice.set("message", BodyJson.message("assistant", text));
    ObjectNode answer = document(answerContext, "chat.completion", choice);
    return answer.set("usage", BodyJson.chatUsage(tokenUsage));
  }

  @Override
  public List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    ObjectNode role = delta(BodyJson.message("assistant", "")).putNull("finish_reason");
    return BodyJson.one(document(answerContext, "chat.completion.chunk", role));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage) {
    ObjectNode choice = delta(Json.object().put("content", text)).putNull("finish_reason");
    return BodyJson.one(document(answerContext, "chat.completion.chunk", choice));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<String> text, TokenUsage tokenUsage) {
    ObjectNode choice = delta(Json.object()).put("finish_reason", stop(tokenUsage));
    ObjectNode end = document(answerContext, "chat.completion.chunk", choice);
    return BodyJson.one(end.set("usage", BodyJson.chatUsage(tokenUsage)));
  }

  private static ObjectNode delta(ObjectNode delta) {
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("delta", delta);
    return choice;
  }

  private static ObjectNode document(AnswerContext answerContext, String type, ObjectNode choice) {
    return BodyJson.listOf("choices", choice)
        .put("created", answerContext.created().getEpochSecond())
        .put("id", "chatcmpl-" + answerContext.id())
        .put("model", answerContext.model().text())
        .put("object", type)
        .put("service_tier", "default");
  }

  private static String stop(TokenUsage tokenUsage) {
    return tokenUsage.stop("stop", "length");
  }
}
