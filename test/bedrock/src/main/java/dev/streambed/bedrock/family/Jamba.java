package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// AI21 Jamba. Bedrock's metrics come in an event of their own.
final class Jamba implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .lacking(body, "messages")
        .orElseGet(() ->
            Bodies.conversation(body.get("messages"), Json.object(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode message = Bodies.message("assistant", text).putNull("tool_calls");
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("message", message);
    ObjectNode answer = document(turn, choice.put("finish_reason", stop(tally)));
    answer.set("usage", Bodies.chatUsage(tally));
    answer.putObject("meta").put("requestDurationMillis", 0);
    return answer.put("model", turn.modelName());
  }

  @Override
  public List<ObjectNode> opening(Turn turn, Tally tally) {
    return Bodies.one(
        document(turn, delta(Json.object().put("role", "assistant")).putNull("finish_reason")));
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    ObjectNode content = Json.object().put("content", text);
    return Bodies.one(document(turn, delta(content).putNull("finish_reason")));
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    ObjectNode content = Json.object().put("content", "");
    ObjectNode end = document(turn, delta(content).put("finish_reason", stop(tally)));
    end.set("usage", Bodies.chatUsage(tally));
    return List.of(end, Json.object());
  }

  private static ObjectNode delta(ObjectNode delta) {
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("delta", delta);
    return choice;
  }

  private static ObjectNode document(Turn turn, ObjectNode choice) {
    ObjectNode document = Json.object().put("id", "chatcmpl-" + turn.id());
    document.putArray("choices").add(choice);
    return document;
  }

  private static String stop(Tally tally) {
    return tally.stop("stop", "length");
  }
}
