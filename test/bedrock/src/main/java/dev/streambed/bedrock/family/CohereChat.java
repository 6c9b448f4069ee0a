package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;
import java.util.function.Supplier;

/// Cohere Command R.
final class CohereChat implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .lacking(body, "message")
        .orElseGet(() -> Bodies.prompt(body.get("message").asText(), body.path("max_tokens")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode answer =
        Json.object()
            .put("response_id", turn.id())
            .put("text", text)
            .put("generation_id", turn.id());
    answer.putArray("chat_history").add(turn("USER", turn.prompt())).add(turn("CHATBOT", text));
    return answer.put("finish_reason", reason(tally));
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(event(false, "text-generation").put("text", text));
  }

  @Override
  public List<ObjectNode> closing(Turn turn, Supplier<String> text, Tally tally) {
    ObjectNode end = event(true, "stream-end");
    end.set("response", whole(turn, text.get(), tally));
    return Bodies.one(end.put("finish_reason", reason(tally)));
  }

  private static ObjectNode turn(String role, String message) {
    return Json.object().put("role", role).put("message", message);
  }

  private static ObjectNode event(boolean isFinished, String type) {
    return Json.object().put("is_finished", isFinished).put("event_type", type);
  }

  private static String reason(Tally tally) {
    return tally.stop("COMPLETE", "MAX_TOKENS");
  }
}
