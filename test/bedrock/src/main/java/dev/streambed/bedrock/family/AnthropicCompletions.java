package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// Claude's old Text Completions API.
final class AnthropicCompletions implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .broken(body, "prompt", "max_tokens_to_sample")
        .orElseGet(
            () -> Bodies.prompt(body.get("prompt").asText(), body.get("max_tokens_to_sample")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    return ended(text, tally);
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(completion(text).putNull("stop_reason").putNull("stop"));
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    return Bodies.one(ended("", tally));
  }

  private static ObjectNode completion(String text) {
    return Json.object().put("type", "completion").put("completion", text);
  }

  private static ObjectNode ended(String text, Tally tally) {
    ObjectNode completion =
        completion(text).put("stop_reason", tally.stop("stop_sequence", "max_tokens"));
    return tally.isCutShort() ? completion.putNull("stop") : completion.put("stop", "\n\nHuman:");
  }
}
