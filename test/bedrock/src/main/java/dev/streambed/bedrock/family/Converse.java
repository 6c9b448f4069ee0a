package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The Converse API, the same for every model. Its events are frames of their own type: a document
/// here has one member, whose name is the frame's type.
public final class Converse implements ModelFamily {

  @Override
  public ParsedBody read(ModelId model, JsonNode body) {
    JsonNode most = body.path("inferenceConfig").path("maxTokens");
    return ConverseValidation.broken(model, body)
        .orElseGet(() ->
            BodyJson.conversation(body, body.path("system"), most, ConverseFeatures.of(body)));
  }

  @Override
  public ObjectNode whole(
      AnswerContext answerContext, AnswerContent answerContent, TokenUsage tokenUsage) {
    ObjectNode answer = Json.object();
    answer.putObject("metrics").put("latencyMs", 0);
    ObjectNode message = answer.putObject("output").putObject("message");
    answerContent
        .blocks()
        .forEach(
            block -> message.withArray("content").add(ConverseBlocks.whole(answerContext, block)));
    message.put("role", "assistant");
    answer.put("stopReason", tokenUsage.stopReason().wireName());
    answer.set("usage", ConverseMetadata.usage(tokenUsage));
    return ConverseMetadata.withOptions(answer, answerContext);
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
    List<ObjectNode> events = new ArrayList<>();
    if (piece.isFirst() && piece.part() instanceof ContentBlock.ToolUse(var toolCall, _)) {
      ObjectNode start = event("contentBlockStart", piece);
      start.withObject("/contentBlockStart/start").set("toolUse", ConverseBlocks.toolUse(toolCall));
      events.add(start);
    }
    ConverseBlocks.deltas(answerContext, piece)
        .forEach(delta -> {
          ObjectNode event = event("contentBlockDelta", piece);
          event.withObject("contentBlockDelta").set("delta", delta);
          events.add(event);
        });
    if (piece.isLast()) {
      events.add(event("contentBlockStop", piece));
    }
    return events;
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<AnswerContent> answerContent, TokenUsage tokenUsage) {
    ObjectNode messageStop = Json.object();
    messageStop.putObject("messageStop").put("stopReason", tokenUsage.stopReason().wireName());
    ObjectNode metadata = Json.object();
    ObjectNode inner = metadata.putObject("metadata");
    inner.putObject("metrics").put("latencyMs", 0);
    inner.set("usage", ConverseMetadata.usage(tokenUsage));
    ConverseMetadata.withOptions(inner, answerContext);
    return List.of(messageStop, metadata);
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

  /// The frame type and the payload of an event.
  public static Map.Entry<String, JsonNode> frame(ObjectNode event) {
    return event.properties().iterator().next();
  }

  private static ObjectNode event(String type, ContentChunk piece) {
    ObjectNode event = Json.object();
    event.putObject(type).put("contentBlockIndex", piece.block());
    return event;
  }
}
