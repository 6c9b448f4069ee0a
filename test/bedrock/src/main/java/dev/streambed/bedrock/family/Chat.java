package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// Chat completions as OpenAI made them: gpt-oss, and most newcomers.
final class Chat implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .lacking(body, "messages")
        .orElseGet(() -> Bodies.conversation(body.get("messages"), Json.object(), most(body)));
  }

  private static JsonNode most(JsonNode body) {
    return body.has("max_tokens") ? body.get("max_tokens") : body.path("max_completion_tokens");
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode choice =
        Json.object().put("finish_reason", stop(tally)).put("index", 0).putNull("logprobs");
    choice.set("message", Bodies.message("assistant", text));
    ObjectNode answer = document(turn, "chat.completion", choice);
    return answer.set("usage", Bodies.chatUsage(tally));
  }

  @Override
  public List<ObjectNode> opening(Turn turn, Tally tally) {
    ObjectNode role = delta(Bodies.message("assistant", "")).putNull("finish_reason");
    return Bodies.one(document(turn, "chat.completion.chunk", role));
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    ObjectNode choice = delta(Json.object().put("content", text)).putNull("finish_reason");
    return Bodies.one(document(turn, "chat.completion.chunk", choice));
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    ObjectNode choice = delta(Json.object()).put("finish_reason", stop(tally));
    ObjectNode end = document(turn, "chat.completion.chunk", choice);
    return Bodies.one(end.set("usage", Bodies.chatUsage(tally)));
  }

  private static ObjectNode delta(ObjectNode delta) {
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("delta", delta);
    return choice;
  }

  private static ObjectNode document(Turn turn, String type, ObjectNode choice) {
    return Bodies.listOf("choices", choice)
        .put("created", turn.created().getEpochSecond())
        .put("id", "chatcmpl-" + turn.id())
        .put("model", turn.model().text())
        .put("object", type)
        .put("service_tier", "default");
  }

  private static String stop(Tally tally) {
    return tally.stop("stop", "length");
  }
}
