package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// Cohere Command. It streams in chunks only where the body itself asks for it (`"stream": true`);
/// otherwise a stream has the whole answer in one event.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command.html>
final class CohereCommand implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .lacking(body, "prompt")
        .orElseGet(() -> BodyJson.prompt(body.get("prompt").asText(), body.path("max_tokens")));
  }

  @Override
  public boolean comesInChunks(JsonNode body) {
    return body.path("stream").asBoolean();
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode generation =
        Json.object()
            .put("finish_reason", reason(tokenUsage))
            .put("id", answerContext.id())
            .put("text", answerContent.text());
    return BodyJson.listOf("generations", generation)
        .put("id", answerContext.id())
        .put("prompt", answerContext.prompt());
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(Json.object().put("is_finished", false).put("text", piece.text()));
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    return BodyJson.one(
        Json.object().put("finish_reason", reason(tokenUsage)).put("is_finished", true));
  }

  private static String reason(TokenUsage tokenUsage) {
    return tokenUsage.stop("COMPLETE", "MAX_TOKENS");
  }
}
