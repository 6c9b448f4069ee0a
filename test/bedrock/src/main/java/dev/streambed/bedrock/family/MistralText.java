package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;

/// Mistral's text completion. The last chunk also carries the stop reason.
final class MistralText implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "prompt")
        .orElseGet(() -> BodyJson.prompt(body.get("prompt").asText(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    return ended(answerContent.text(), tokenUsage);
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(outputs(Json.object().put("text", piece.text()).putNull("stop_reason")));
  }

  @Override
  public List<ObjectNode> lastChunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(ended(piece.text(), tokenUsage));
  }

  private static ObjectNode ended(String text, TokenUsage tokenUsage) {
    return outputs(
        Json.object().put("text", text).put("stop_reason", tokenUsage.stop("stop", "length")));
  }

  private static ObjectNode outputs(ObjectNode output) {
    return BodyJson.listOf("outputs", output);
  }
}
