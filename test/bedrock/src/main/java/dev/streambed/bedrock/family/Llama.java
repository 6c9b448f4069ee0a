package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// Meta Llama.
final class Llama implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .broken(body, "prompt")
        .orElseGet(() -> Bodies.prompt(body.get("prompt").asText(), body.path("max_gen_len")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    return Json.object()
        .put("generation", text)
        .put("prompt_token_count", tally.inputTokens())
        .put("generation_token_count", tally.outputTokens())
        .put("stop_reason", tally.stop("stop", "length"));
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    ObjectNode generation = Json.object().put("generation", text);
    if (index == 0) {
      generation.put("prompt_token_count", tally.inputTokens());
    } else {
      generation.putNull("prompt_token_count");
    }
    return Bodies.one(generation.put("generation_token_count", index + 1).putNull("stop_reason"));
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    return Bodies.one(
        Json.object()
            .put("generation", "")
            .putNull("prompt_token_count")
            .put("generation_token_count", tally.outputTokens())
            .put("stop_reason", tally.stop("stop", "length")));
  }
}
