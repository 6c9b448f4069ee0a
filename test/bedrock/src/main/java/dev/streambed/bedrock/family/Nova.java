package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Amazon Nova. Every chunk of text is a content block of its own.
final class Nova implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    return BodyValidation.SCHEMA.broken(body, "messages").orElseGet(() -> conversation(body));
  }

  private static ParsedBody conversation(JsonNode body) {
    JsonNode inference = body.path("inferenceConfig");
    String limit = inference.has("maxTokens") ? "maxTokens" : "max_new_tokens";
    return BodyJson.conversation(
        body, body.path("system"), inference.path(limit), ConverseFeatures.of(body));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode answer = Json.object();
    ObjectNode message = answer.putObject("output").putObject("message");
    message.putArray("content");
    answerContent
        .blocks()
        .forEach(block -> message.withArray("content").add(whole(answerContext, block)));
    message.put("role", "assistant");
    answer.put("stopReason", tokenUsage.stopReason().wireName());
    answer.set("usage", usage(tokenUsage).put("totalTokens", tokenUsage.totalTokens()));
    return answer;
  }

  private static ObjectNode whole(AnswerContext answerContext, ContentBlock block) {
    if (!(block instanceof ContentBlock.ToolUse toolUse)) {
      return ConverseBlocks.whole(answerContext, block);
    }
    ObjectNode call = toolUse(toolUse.toolCall());
    call.set("input", toolUse.arguments());
    return Json.object().set("toolUse", call);
  }

  @Override
  public List<ObjectNode> opening(AnswerContext answerContext, TokenUsage tokenUsage) {
    ObjectNode start = Json.object();
    start.putObject("messageStart").put("role", "assistant");
    return BodyJson.one(start);
  }

  @Override
  public List<ObjectNode> chunk(
      AnswerContext answerContext, ContentChunk piece, TokenUsage tokenUsage) {
    boolean isText = !piece.text().isEmpty();
    int block = isText ? piece.index() : piece.begin();
    List<ObjectNode> events = new ArrayList<>();
    if (piece.isFirst() && piece.part() instanceof ContentBlock.ToolUse(var toolCall, _)) {
      ObjectNode start = Json.object();
      start.putObject("start").set("toolUse", toolUse(toolCall));
      events.add(event("contentBlockStart", start, block));
    }
    ObjectNode delta = Json.object().set("delta", delta(piece.part()));
    events.add(event("contentBlockDelta", delta, block));
    if (isText || piece.isLast()) {
      events.add(event("contentBlockStop", Json.object(), block));
    }
    return events;
  }

  private static ObjectNode delta(ContentBlock part) {
    ObjectNode delta = Json.object();
    switch (part) {
      case ContentBlock.Text(String text) -> delta.put("text", text);
      case ContentBlock.CitedText(String text) -> delta.put("text", text);
      case ContentBlock.ToolUse(_, String input) -> delta.putObject("toolUse").put("input", input);
      case ContentBlock.Reasoning(String text) ->
          delta.putObject("reasoningContent").putObject("reasoningText").put("text", text);
      case ContentBlock.RedactedReasoning(String data) ->
          delta.putObject("reasoningContent").put("redactedContent", data);
    }
    return delta;
  }

  private static ObjectNode event(String type, ObjectNode event, int block) {
    return Json.object().set(type, event.put("contentBlockIndex", block));
  }

  private static ObjectNode toolUse(ContentBlock.ToolCall toolCall) {
    String hex = toolCall.id();
    String id = hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    return Json.object().put("toolUseId", id).put("name", toolCall.name());
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    ObjectNode stop = Json.object();
    stop.putObject("messageStop").put("stopReason", tokenUsage.stopReason().wireName());
    ObjectNode metadata = Json.object();
    ObjectNode inner = metadata.putObject("metadata");
    inner.set("usage", usage(tokenUsage));
    inner.putObject("metrics");
    inner.putObject("trace");
    return List.of(stop, metadata);
  }

  @Override
  public boolean callsTools() {
    return true;
  }

  /// Reasoning came with Nova 2.
  @Override
  public boolean reasons(ModelId model) {
    return model.name().startsWith("amazon.nova-2");
  }

  @Override
  public boolean redacts(ModelId model) {
    return reasons(model);
  }

  private static ObjectNode usage(TokenUsage tokenUsage) {
    return Json.object()
        .put("inputTokens", tokenUsage.inputTokens())
        .put("outputTokens", tokenUsage.outputTokens())
        .put("cacheReadInputTokenCount", tokenUsage.cacheUsage().read())
        .put("cacheWriteInputTokenCount", tokenUsage.cacheUsage().allWritten());
  }
}
