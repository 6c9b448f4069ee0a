package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;

/// Mistral's chat completion. Its chunks are whole messages, not deltas.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-chat-completion.html>
final class MistralChat implements ModelFamily {

  @Override
  public ParsedBody read(JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "messages")
        .orElseGet(() ->
            BodyJson.conversation(body.get("messages"), Json.object(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(AnswerContext answerContext, String text, TokenUsage tokenUsage) {
    return ended(text, tokenUsage);
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage) {
    return BodyJson.one(BodyJson.listOf("choices", choice(text).putNull("stop_reason")));
  }

  @Override
  public List<ObjectNode> lastChunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage) {
    return BodyJson.one(ended(text, tokenUsage));
  }

  private static ObjectNode ended(String text, TokenUsage tokenUsage) {
    return BodyJson.listOf(
        "choices", choice(text).put("stop_reason", tokenUsage.stop("stop", "length")));
  }

  private static ObjectNode choice(String text) {
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("message", BodyJson.message("assistant", text));
    return choice;
  }
}
