package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// Amazon Nova. Every piece is a content block of its own.
final class Nova implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA.broken(body, "messages").orElseGet(() -> conversation(body));
  }

  private static Reading conversation(JsonNode body) {
    JsonNode inference = body.path("inferenceConfig");
    String limit = inference.has("maxTokens") ? "maxTokens" : "max_new_tokens";
    return Bodies.conversation(body.get("messages"), body.path("system"), inference.path(limit));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode answer = Json.object();
    ObjectNode message = answer.putObject("output").putObject("message");
    message.putArray("content").addObject().put("text", text);
    message.put("role", "assistant");
    answer.put("stopReason", stop(tally));
    answer.set("usage", usage(tally).put("totalTokens", tally.totalTokens()));
    return answer;
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
        .put("contentBlockIndex", index)
        .putObject("delta")
        .put("text", text);
    ObjectNode stop = Json.object();
    stop.putObject("contentBlockStop").put("contentBlockIndex", index);
    return List.of(delta, stop);
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    ObjectNode stop = Json.object();
    stop.putObject("messageStop").put("stopReason", stop(tally));
    ObjectNode metadata = Json.object();
    ObjectNode inner = metadata.putObject("metadata");
    inner.set("usage", usage(tally));
    inner.putObject("metrics");
    inner.putObject("trace");
    return List.of(stop, metadata);
  }

  private static ObjectNode usage(Tally tally) {
    return Json.object()
        .put("inputTokens", tally.inputTokens())
        .put("outputTokens", tally.outputTokens())
        .put("cacheReadInputTokenCount", 0)
        .put("cacheWriteInputTokenCount", 0);
  }

  private static String stop(Tally tally) {
    return tally.stop("end_turn", "max_tokens");
  }
}
