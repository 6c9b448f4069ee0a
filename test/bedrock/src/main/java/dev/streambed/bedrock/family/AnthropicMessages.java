package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.function.Supplier;

/// Claude's Messages API.
final class AnthropicMessages implements ModelFamily {

  private static final List<String> VERSIONS = List.of("bedrock-2023-05-31", "2026-10-21");

  @Override
  public ParsedBody read(JsonNode body) {
    return BodyValidation.ANTHROPIC
        .broken(body, "anthropic_version", "max_tokens", "messages")
        .orElseGet(() -> readWhole(body));
  }

  private static ParsedBody readWhole(JsonNode body) {
    JsonNode most = body.get("max_tokens");
    if (!most.isIntegralNumber()) {
      return new ParsedBody.Invalid("max_tokens: Input should be a valid integer");
    }
    if (most.longValue() < 1) {
      return new ParsedBody.Invalid("max_tokens: must be greater than or equal to 1");
    }
    if (!VERSIONS.contains(body.get("anthropic_version").asText())) {
      return new ParsedBody.Invalid("Invalid API version");
    }
    if (body.get("messages").isEmpty()) {
      return new ParsedBody.Invalid("messages: at least one message is required");
    }
    return BodyJson.conversation(body.get("messages"), body.path("system"), most);
  }

  @Override
  public ObjectNode whole(AnswerContext answerContext, String text, TokenUsage tokenUsage) {
    ObjectNode message = message(answerContext);
    message.putArray("content").add(textBlock(text));
    message.put("stop_reason", stop(tokenUsage)).putNull("stop_sequence");
    message.set("usage", usage(tokenUsage.inputTokens(), tokenUsage.outputTokens()));
    return message;
  }

  @Override
  public List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    ObjectNode message = message(answerContext);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage(tokenUsage.inputTokens(), 1));
    ObjectNode block = event("content_block_start").put("index", 0);
    block.set("content_block", textBlock(""));
    return List.of(event("message_start").set("message", message), block);
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, int index, String text, TokenUsage tokenUsage) {
    ObjectNode delta = event("content_block_delta").put("index", 0);
    delta.putObject("delta").put("type", "text_delta").put("text", text);
    return BodyJson.one(delta);
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<String> text, TokenUsage tokenUsage) {
    ObjectNode delta = event("message_delta");
    delta.putObject("delta").put("stop_reason", stop(tokenUsage)).putNull("stop_sequence");
    delta.putObject("usage").put("output_tokens", tokenUsage.outputTokens());
    return List.of(event("content_block_stop").put("index", 0), delta, event("message_stop"));
  }

  private static ObjectNode message(AnswerContext answerContext) {
    return Json.object()
        .put("id", "msg_bdrk_" + answerContext.hex().substring(8))
        .put("type", "message")
        .put("role", "assistant")
        .put("model", answerContext.modelName());
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private static ObjectNode textBlock(String text) {
    return Json.object().put("type", "text").put("text", text);
  }

  private static ObjectNode usage(int input, int output) {
    return Json.object()
        .put("input_tokens", input)
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0)
        .put("output_tokens", output);
  }

  private static String stop(TokenUsage tokenUsage) {
    return tokenUsage.stop("end_turn", "max_tokens");
  }
}
