package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// Plain completions: DeepSeek-R1, and other models that take a `prompt`.
final class TextCompletions implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "prompt")
        .orElseGet(() -> BodyJson.prompt(body.get("prompt").asText(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    return choices(
        Json.object().put("text", answerContent.text()).put("stop_reason", stop(tokenUsage)));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(choices(Json.object().put("text", piece.text()).putNull("stop_reason")));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    return BodyJson.one(whole(answerContext, new AnswerContent(List.of()), tokenUsage));
  }

  private static ObjectNode choices(ObjectNode choice) {
    return BodyJson.listOf("choices", choice);
  }

  private static String stop(TokenUsage tokenUsage) {
    return tokenUsage.stop("stop", "length");
  }
}
