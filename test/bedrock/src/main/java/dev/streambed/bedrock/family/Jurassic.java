package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;

/// AI21 Jurassic-2, which cannot be streamed.
final class Jurassic implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA
        .lacking(body, "prompt")
        .orElseGet(() -> BodyJson.prompt(body.get("prompt").asText(), body.path("maxTokens")));
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode answer = Json.object().put("id", 1234);
    answer.set("prompt", textWithTokens(answerContext.prompt()));
    ArrayNode completions = answer.putArray("completions");
    ObjectNode completion = completions.addObject();
    completion.set("data", textWithTokens(answerContent.text()));
    ObjectNode reason = completion.putObject("finishReason");
    reason.put("reason", tokenUsage.stop("endoftext", "length"));
    if (tokenUsage.isCutShort()) {
      reason.put("length", tokenUsage.outputTokens());
    }
    return answer;
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return List.of();
  }

  private static ObjectNode textWithTokens(String text) {
    ObjectNode holder = Json.object().put("text", text);
    holder.putArray("tokens");
    return holder;
  }
}
