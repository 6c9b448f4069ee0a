package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.List;
import java.util.function.Supplier;

/// Claude's Messages API.
final class AnthropicMessages implements ModelFamily {

  private static final StopReason.Words STOP =
      new StopReason.Words("end_turn", "max_tokens", "tool_use", "stop_sequence", "refusal");

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.ANTHROPIC
        .broken(body, "anthropic_version", "max_tokens", "messages")
        .orElseGet(() -> readWhole(model, body));
  }

  private static ParsedBody readWhole(ModelId model, JsonNode body) {
    JsonNode most = body.get("max_tokens");
    if (!most.isIntegralNumber()) {
      return new ParsedBody.Invalid("max_tokens: Input should be a valid integer");
    }
    if (most.longValue() < 1) {
      return new ParsedBody.Invalid("max_tokens: must be greater than or equal to 1");
    }
    if (body.get("messages").isEmpty()) {
      return new ParsedBody.Invalid("messages: at least one message is required");
    }
    return ClaudeLimits.of(model)
        .broken(body)
        .or(() -> ToolTurns.anthropicProblem(body.get("messages")).map(ParsedBody.Invalid::new))
        .orElseGet(() ->
            BodyJson.conversation(body, body.path("system"), most, AnthropicFeatures.of(body)));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode message = message(answerContext);
    message.putArray("content");
    answerContent
        .blocks()
        .forEach(
            block -> message.withArray("content").add(AnthropicBlocks.whole(answerContext, block)));
    putStop(message, answerContext, tokenUsage);
    return message.set("usage", usage(tokenUsage, tokenUsage.outputTokens()));
  }

  @Override
  public List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    ObjectNode message = message(answerContext);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", usage(tokenUsage, 1));
    return BodyJson.one(event("message_start").set("message", message));
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    return AnthropicBlocks.events(answerContext, piece);
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    ObjectNode delta = event("message_delta");
    putStop(delta.putObject("delta"), answerContext, tokenUsage);
    delta.putObject("usage").put("output_tokens", tokenUsage.outputTokens());
    return List.of(delta, event("message_stop"));
  }

  @Override
  public boolean cites() {
    return true;
  }

  @Override
  public boolean callsTools() {
    return true;
  }

  @Override
  public boolean reasons(ModelId model) {
    return true;
  }

  @Override
  public boolean redacts(ModelId model) {
    return true;
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

  private static void putStop(
      ObjectNode holder, AnswerContext answerContext, TokenUsage tokenUsage) {
    holder.put("stop_reason", tokenUsage.stop(STOP));
    JsonNode sequence = answerContext.body().path("stop_sequences").path(0);
    if (tokenUsage.stopReason() == StopReason.STOP_SEQUENCE && sequence.isTextual()) {
      holder.set("stop_sequence", sequence);
    } else {
      holder.putNull("stop_sequence");
    }
  }

  private static ObjectNode usage(TokenUsage tokenUsage, int output) {
    CacheUsage cacheUsage = tokenUsage.cacheUsage();
    ObjectNode usage =
        Json.object()
            .put("input_tokens", tokenUsage.inputTokens())
            .put("cache_creation_input_tokens", cacheUsage.allWritten())
            .put("cache_read_input_tokens", cacheUsage.read());
    if (cacheUsage.isUsed()) {
      usage
          .putObject("cache_creation")
          .put("ephemeral_5m_input_tokens", cacheUsage.written())
          .put("ephemeral_1h_input_tokens", cacheUsage.writtenForAnHour());
    }
    return usage.put("output_tokens", output);
  }
}
