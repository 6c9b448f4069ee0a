package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The Converse API, the same for every model. Its events are frames of their own type: a document
/// here has one member, whose name is the frame's type.
public final class Converse implements Family {

  private static final String FIRST =
      "A conversation must start with a user message. Try again with a conversation that starts with a user message.";

  @Override
  public Reading read(JsonNode body) {
    JsonNode messages = body.path("messages");
    if (!messages.path(0).path("role").asText().equals("user")) {
      return new Reading.Invalid(FIRST);
    }
    JsonNode most = body.path("inferenceConfig").path("maxTokens");
    return Bodies.conversation(messages, body.path("system"), most);
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode answer = Json.object();
    answer.putObject("metrics").put("latencyMs", 0);
    ObjectNode message = answer.putObject("output").putObject("message");
    message.putArray("content").addObject().put("text", text);
    message.put("role", "assistant");
    answer.put("stopReason", stop(tally));
    return answer.set("usage", usage(tally));
  }

  @Override
  public List<ObjectNode> opening(Turn turn, Tally tally) {
    ObjectNode start = Json.object();
    start.putObject("messageStart").put("role", "assistant");
    return Bodies.one(start);
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    ObjectNode delta = Json.object();
    delta
        .putObject("contentBlockDelta")
        .put("contentBlockIndex", 0)
        .putObject("delta")
        .put("text", text);
    return Bodies.one(delta);
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    ObjectNode blockStop = Json.object();
    blockStop.putObject("contentBlockStop").put("contentBlockIndex", 0);
    ObjectNode messageStop = Json.object();
    messageStop.putObject("messageStop").put("stopReason", stop(tally));
    ObjectNode metadata = Json.object();
    ObjectNode inner = metadata.putObject("metadata");
    inner.putObject("metrics").put("latencyMs", 0);
    inner.set("usage", usage(tally));
    return List.of(blockStop, messageStop, metadata);
  }

  /// The frame type and the payload of an event.
  public static Map.Entry<String, JsonNode> frame(ObjectNode event) {
    return event.properties().iterator().next();
  }

  private static ObjectNode usage(Tally tally) {
    ObjectNode usage =
        Json.object()
            .put("inputTokens", tally.inputTokens())
            .put("outputTokens", tally.outputTokens());
    usage.putObject("serverToolUsage");
    return usage.put("totalTokens", tally.totalTokens());
  }

  private static String stop(Tally tally) {
    return tally.stop("end_turn", "max_tokens");
  }
}
