package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// Claude's old Text Completions API.
final class AnthropicCompletions implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "prompt", "max_tokens_to_sample")
        .orElseGet(
            () -> BodyJson.prompt(body.get("prompt").asText(), body.get("max_tokens_to_sample")));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    return ended(answerContent.text(), tokenUsage);
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(completion(piece.text()).putNull("stop_reason").putNull("stop"));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    return BodyJson.one(ended("", tokenUsage));
  }

  private static ObjectNode completion(String text) {
    return Json.object().put("type", "completion").put("completion", text);
  }

  private static ObjectNode ended(String text, TokenUsage tokenUsage) {
    ObjectNode completion =
        completion(text).put("stop_reason", tokenUsage.stop("stop_sequence", "max_tokens"));
    return tokenUsage.isCutShort()
        ? completion.putNull("stop")
        : completion.put("stop", "\n\nHuman:");
  }
}
