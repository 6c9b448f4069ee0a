package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;

/// Amazon Titan Text. The last chunk also carries the stop reason.
final class Titan implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .broken(body, "inputText")
        .orElseGet(() ->
            BodyJson.prompt(
                body.get("inputText").asText(),
                body.path("textGenerationConfig").path("maxTokenCount")));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode result =
        Json.object()
            .put("tokenCount", tokenUsage.outputTokens())
            .put("outputText", answerContent.text())
            .put("completionReason", reason(tokenUsage));
    ObjectNode answer = Json.object().put("inputTextTokenCount", tokenUsage.inputTokens());
    answer.putArray("results").add(result);
    return answer;
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(
        withInput(
            output(piece.text()).putNull("totalOutputTextTokenCount").putNull("completionReason"),
            piece,
            tokenUsage));
  }

  @Override
  public List<ObjectNode> lastChunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return BodyJson.one(
        withInput(
            output(piece.text())
                .put("totalOutputTextTokenCount", tokenUsage.outputTokens())
                .put("completionReason", reason(tokenUsage)),
            piece,
            tokenUsage));
  }

  private static ObjectNode output(String text) {
    return Json.object().put("outputText", text).put("index", 0);
  }

  private static ObjectNode withInput(
      ObjectNode output, ContentChunk piece, TokenUsage tokenUsage) {
    return piece.index() == 0
        ? output.put("inputTextTokenCount", tokenUsage.inputTokens())
        : output.putNull("inputTextTokenCount");
  }

  private static String reason(TokenUsage tokenUsage) {
    return tokenUsage.stop("FINISH", "LENGTH");
  }
}
