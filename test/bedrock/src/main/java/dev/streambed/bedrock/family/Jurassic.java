package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;

/// AI21 Jurassic-2, which cannot be streamed.
final class Jurassic implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .lacking(body, "prompt")
        .orElseGet(() -> Bodies.prompt(body.get("prompt").asText(), body.path("maxTokens")));
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode answer = Json.object().put("id", 1234);
    answer.set("prompt", textWithTokens(turn.prompt()));
    ArrayNode completions = answer.putArray("completions");
    ObjectNode completion = completions.addObject();
    completion.set("data", textWithTokens(text));
    ObjectNode reason = completion.putObject("finishReason");
    reason.put("reason", tally.stop("endoftext", "length"));
    if (tally.isCutShort()) {
      reason.put("length", tally.outputTokens());
    }
    return answer;
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return List.of();
  }

  private static ObjectNode textWithTokens(String text) {
    ObjectNode holder = Json.object().put("text", text);
    holder.putArray("tokens");
    return holder;
  }
}
