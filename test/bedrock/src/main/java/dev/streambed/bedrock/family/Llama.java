package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// Meta Llama.
final class Llama implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "prompt")
        .orElseGet(() -> BodyJson.prompt(body.get("prompt").asText(), body.path("max_gen_len")));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    return Json.object()
        .put("generation", answerContent.text())
        .put("prompt_token_count", tokenUsage.inputTokens())
        .put("generation_token_count", tokenUsage.outputTokens())
        .put("stop_reason", tokenUsage.stop("stop", "length"));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    ObjectNode generation = Json.object().put("generation", piece.text());
    if (piece.index() == 0) {
      generation.put("prompt_token_count", tokenUsage.inputTokens());
    } else {
      generation.putNull("prompt_token_count");
    }
    return BodyJson.one(
        generation.put("generation_token_count", piece.index() + 1).putNull("stop_reason"));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    return BodyJson.one(
        Json.object()
            .put("generation", "")
            .putNull("prompt_token_count")
            .put("generation_token_count", tokenUsage.outputTokens())
            .put("stop_reason", tokenUsage.stop("stop", "length")));
  }
}
