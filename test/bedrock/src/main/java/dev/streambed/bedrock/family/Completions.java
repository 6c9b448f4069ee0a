package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// Plain completions: DeepSeek-R1, and whoever else takes a `prompt`.
final class Completions implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .broken(body, "prompt")
        .orElseGet(() -> Bodies.prompt(body.get("prompt").asText(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    return choices(Json.object().put("text", text).put("stop_reason", stop(tally)));
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(choices(Json.object().put("text", text).putNull("stop_reason")));
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    return Bodies.one(whole(turn, "", tally));
  }

  private static ObjectNode choices(ObjectNode choice) {
    return Bodies.listOf("choices", choice);
  }

  private static String stop(Tally tally) {
    return tally.stop("stop", "length");
  }
}
