package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;

/// Mistral's chat completion. Its pieces are whole messages, not deltas.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-mistral-chat-completion.html>
final class MistralChat implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .broken(body, "messages")
        .orElseGet(() ->
            Bodies.conversation(body.get("messages"), Json.object(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    return ended(text, tally);
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(Bodies.listOf("choices", choice(text).putNull("stop_reason")));
  }

  @Override
  public List<ObjectNode> lastPiece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(ended(text, tally));
  }

  private static ObjectNode ended(String text, Tally tally) {
    return Bodies.listOf("choices", choice(text).put("stop_reason", tally.stop("stop", "length")));
  }

  private static ObjectNode choice(String text) {
    ObjectNode choice = Json.object().put("index", 0);
    choice.set("message", Bodies.message("assistant", text));
    return choice;
  }
}
