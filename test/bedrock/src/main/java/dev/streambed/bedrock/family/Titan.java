package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.wire.Json;
import java.util.List;

/// Amazon Titan Text. The last piece travels with the end.
final class Titan implements Family {

  @Override
  public Reading read(JsonNode body) {
    return Rules.SCHEMA
        .broken(body, "inputText")
        .orElseGet(() ->
            Bodies.prompt(
                body.get("inputText").asText(),
                body.path("textGenerationConfig").path("maxTokenCount")));
  }

  @Override
  public ObjectNode whole(Turn turn, String text, Tally tally) {
    ObjectNode result =
        Json.object()
            .put("tokenCount", tally.outputTokens())
            .put("outputText", text)
            .put("completionReason", reason(tally));
    ObjectNode answer = Json.object().put("inputTextTokenCount", tally.inputTokens());
    answer.putArray("results").add(result);
    return answer;
  }

  @Override
  public List<ObjectNode> piece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(
        withInput(
            output(text).putNull("totalOutputTextTokenCount").putNull("completionReason"),
            index,
            tally));
  }

  @Override
  public List<ObjectNode> lastPiece(Turn turn, int index, String text, Tally tally) {
    return Bodies.one(
        withInput(
            output(text)
                .put("totalOutputTextTokenCount", tally.outputTokens())
                .put("completionReason", reason(tally)),
            index,
            tally));
  }

  private static ObjectNode output(String text) {
    return Json.object().put("outputText", text).put("index", 0);
  }

  private static ObjectNode withInput(ObjectNode output, int index, Tally tally) {
    return index == 0
        ? output.put("inputTextTokenCount", tally.inputTokens())
        : output.putNull("inputTextTokenCount");
  }

  private static String reason(Tally tally) {
    return tally.stop("FINISH", "LENGTH");
  }
}
