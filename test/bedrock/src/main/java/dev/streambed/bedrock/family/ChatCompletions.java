package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// Chat completions as OpenAI made them: gpt-oss, and most newcomers.
final class ChatCompletions implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .lacking(body, "messages")
        .orElseGet(
            () -> BodyJson.conversation(body, Json.object(), most(body), ChatFeatures.of(body)));
  }

  private static JsonNode most(JsonNode body) {
    return body.has("max_tokens") ? body.get("max_tokens") : body.path("max_completion_tokens");
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode choice =
        Json.object().put("finish_reason", stop(tokenUsage)).put("index", 0).putNull("logprobs");
    ObjectNode message = ChatReasoning.of(answerContext.model()).message(answerContent);
    if (!answerContent.toolUses().isEmpty()) {
      message.set("tool_calls", ChatToolCalls.whole(answerContent.toolUses()));
    }
    choice.set("message", message.put("role", "assistant"));
    ObjectNode answer = document(answerContext, "chat.completion", choice);
    return answer.set("usage", usage(tokenUsage));
  }

  @Override
  public List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    ObjectNode role = delta(BodyJson.message("assistant", "")).putNull("finish_reason");
    return BodyJson.one(document(answerContext, "chat.completion.chunk", role));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    ObjectNode content =
        switch (piece.part()) {
          case ContentBlock.Text(String text) -> Json.object().put("content", text);
          case ContentBlock.CitedText(String text) -> Json.object().put("content", text);
          case ContentBlock.ToolUse toolUse -> ChatToolCalls.delta(piece, toolUse);
          case ContentBlock.Reasoning(String text) -> reasoning(answerContext, piece, text);
          case ContentBlock.RedactedReasoning(String data) -> reasoning(answerContext, piece, data);
        };
    ObjectNode choice = delta(content).putNull("finish_reason");
    return BodyJson.one(document(answerContext, "chat.completion.chunk", choice));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    ObjectNode choice = delta(Json.object()).put("finish_reason", stop(tokenUsage));
    ObjectNode end = document(answerContext, "chat.completion.chunk", choice);
    return BodyJson.one(end.set("usage", usage(tokenUsage)));
  }

  @Override
  public boolean callsTools() {
    return true;
  }

  @Override
  public boolean reasons(ModelId model) {
    return true;
  }

  private static ObjectNode reasoning(
      AnswerContext answerContext, ContentChunk piece, String text) {
    return ChatReasoning.of(answerContext.model()).delta(piece, text);
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

  /// Here the prompt's tokens include those that the cache had.
  private static ObjectNode usage(TokenUsage tokenUsage) {
    ObjectNode usage = BodyJson.chatUsage(tokenUsage);
    if (tokenUsage.cacheUsage().isUsed()) {
      usage
          .putObject("prompt_tokens_details")
          .put("audio_tokens", 0)
          .put("cached_tokens", tokenUsage.cacheUsage().read());
    }
    return usage;
  }

  private static String stop(TokenUsage tokenUsage) {
    return tokenUsage.stop(StopReason.Words.CHAT);
  }
}
