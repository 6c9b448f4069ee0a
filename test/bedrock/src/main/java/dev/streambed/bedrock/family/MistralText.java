package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;

/// Mistral's text completion. The last piece travels with the end.
final class MistralText implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .broken(body, "prompt")
        .orElseGet(() -> Bodies.prompt(body.get("prompt").asText(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    return ended(text, tally);
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(outputs(Json.object().put("text", text).putNull("stop_reason")));
  }

  @Override
  public List<ObjectNode> lastPiece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(ended(text, tally));
  }

  private static ObjectNode ended(String text, Tally tally) {
    return outputs(
        Json.object().put("text", text).put("stop_reason", tally.stop("stop", "length")));
  }

  private static ObjectNode outputs(ObjectNode output) {
    return Bodies.listOf("outputs", output);
  }
}
