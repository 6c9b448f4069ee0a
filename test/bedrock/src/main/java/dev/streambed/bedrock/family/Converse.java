package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The Converse API, the same for every model. Its events are frames of their own type: a document
/// here has one member, whose name is the frame's type.
public final class Converse implements ModelFamily {

  private static final String FIRST =
      "A conversation must start with a user message. Try again with a conversation that starts with a user message.";

  @Override
  public ParsedBody read(JsonNode body) {
    JsonNode messages = body.path("messages");
    if (!messages.path(0).path("role").asText().equals("user")) {
      return new ParsedBody.Invalid(FIRST);
    }
    JsonNode most = body.path("inferenceConfig").path("maxTokens");
    return BodyJson.conversation(messages, body.path("system"), most);
  }

  @Override
  public ObjectNode whole(AnswerContext answerContext, String text, TokenUsage tokenUsage) {
    ObjectNode answer = Json.object();
    answer.putObject("metrics").put("latencyMs", 0);
    ObjectNode message = answer.putObject("output").putObject("message");
    message.putArray("content").addObject().put("text", text);
    message.put("role", "assistant");
    answer.put("stopReason", stop(tokenUsage));
    return answer.set("usage", usage(tokenUsage));
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
        .put("contentBlockIndex", 0)
        .putObject("delta")
        .put("text", text);
    return BodyJson.one(delta);
  }

  @Override
  public List<ObjectNode> closing(
      AnswerContext answerContext, Supplier<String> text, TokenUsage tokenUsage) {
    ObjectNode blockStop = Json.object();
    blockStop.putObject("contentBlockStop").put("contentBlockIndex", 0);
    ObjectNode messageStop = Json.object();
    messageStop.putObject("messageStop").put("stopReason", stop(tokenUsage));
    ObjectNode metadata = Json.object();
    ObjectNode inner = metadata.putObject("metadata");
    inner.putObject("metrics").put("latencyMs", 0);
    inner.set("usage", usage(tokenUsage));
    return List.of(blockStop, messageStop, metadata);
  }

  /// The frame type and the payload of an event.
  public static Map.Entry<String, JsonNode> frame(ObjectNode event) {
    return event.properties().iterator().next();
  }

  private static ObjectNode usage(TokenUsage tokenUsage) {
    ObjectNode usage =
        Json.object()
            .put("inputTokens", tokenUsage.inputTokens())
            .put("outputTokens", tokenUsage.outputTokens());
    usage.putObject("serverToolUsage");
    return usage.put("totalTokens", tokenUsage.totalTokens());
  }

  private static String stop(TokenUsage tokenUsage) {
    return tokenUsage.stop("end_turn", "max_tokens");
  }
}
