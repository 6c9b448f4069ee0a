package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.function.Supplier;

/// Amazon Nova. Every chunk is a content block of its own.
final class Nova implements ModelFamily {

  @Override
  public ParsedBody read(JsonNode body) {
    return BodyValidation.SCHEMA.broken(body, "messages").orElseGet(() -> conversation(body));
  }

  private static ParsedBody conversation(JsonNode body) {
    JsonNode inference = body.path("inferenceConfig");
    String limit = inference.has("maxTokens") ? "maxTokens" : "max_new_tokens";
    return BodyJson.conversation(body.get("messages"), body.path("system"), inference.path(limit));
  }

  @Override
  public ObjectNode whole(AnswerContext answerContext, String text, TokenUsage tokenUsage) {
    ObjectNode answer = Json.object();
    ObjectNode message = answer.putObject("output").putObject("message");
    message.putArray("content").addObject().put("text", text);
    message.put("role", "assistant");
    answer.put("stopReason", stop(tokenUsage));
    answer.set("usage", usage(tokenUsage).put("totalTokens", tokenUsage.totalTokens()));
    return answer;
  }

  @Override
  public List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    ObjectNode start = Json.object();
    start.putObject("messageStart").put("role", "assistant");
    return BodyJson.one(start);
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage) {
    ObjectNode delta = Json.object();
    delta
        .putObject("contentBlockDelta")
        .put("contentBlockIndex", index)
        .putObject("delta")
        .put("text", text);
    ObjectNode stop = Json.object();
    stop.putObject("contentBlockStop").put("contentBlockIndex", index);
    return List.of(delta, stop);
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<String> text, TokenUsage tokenUsage) {
    ObjectNode stop = Json.object();
    stop.putObject("messageStop").put("stopReason", stop(tokenUsage));
    ObjectNode metadata = Json.object();
    ObjectNode inner = metadata.putObject("metadata");
    inner.set("usage", usage(tokenUsage));
    inner.putObject("metrics");
    inner.putObject("trace");
    return List.of(stop, metadata);
  }

  private static ObjectNode usage(TokenUsage tokenUsage) {
    return Json.object()
        .put("inputTokens", tokenUsage.inputTokens())
        .put("outputTokens", tokenUsage.outputTokens())
        .put("cacheReadInputTokenCount", 0)
        .put("cacheWriteInputTokenCount", 0);
  }

  private static String stop(TokenUsage tokenUsage) {
    return tokenUsage.stop("end_turn", "max_tokens");
  }
}
