package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// Cohere Command. It streams in pieces only where the body itself asks for it (`"stream": true`);
/// otherwise a stream has the whole answer in one event.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-cohere-command.html>
final class CohereCommand implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .lacking(body, "prompt")
        .orElseGet(() -> Bodies.prompt(body.get("prompt").asText(), body.path("max_tokens")));
  }

  @Override
  public boolean comesInPieces(JsonNode body) {
    return body.path("stream").asBoolean();
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode generation =
        Json.object().put("finish_reason", reason(tally)).put("id", turn.id()).put("text", text);
    return Bodies.listOf("generations", generation)
        .put("id", turn.id())
        .put("prompt", turn.prompt());
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(Json.object().put("is_finished", false).put("text", text));
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    return Bodies.one(Json.object().put("finish_reason", reason(tally)).put("is_finished", true));
  }

  private static String reason(Tally tally) {
    return tally.stop("COMPLETE", "MAX_TOKENS");
  }
}
