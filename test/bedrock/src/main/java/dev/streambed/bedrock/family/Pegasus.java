package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// TwelveLabs Pegasus, which answers questions about a video.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-pegasus.html>
final class Pegasus implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "inputPrompt", "mediaSource")
        .orElseGet(
            () -> BodyJson.prompt(body.get("inputPrompt").asText(), body.path("maxOutputTokens")));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    return message(answerContent.text()).put("finishReason", tokenUsage.stop("stop", "length"));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(message(piece.text()));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    return BodyJson.one(message("").put("finishReason", tokenUsage.stop("stop", "length")));
  }

  private static ObjectNode message(String text) {
    return Json.object().put("message", text);
  }
}
