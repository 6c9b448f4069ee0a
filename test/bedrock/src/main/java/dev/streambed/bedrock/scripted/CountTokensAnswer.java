package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.Converse;
import dev.streambed.bedrock.family.FamilyLookup;
import dev.streambed.bedrock.family.ParsedBody;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Answers CountTokens: how many input tokens a request would cost.
final class CountTokensAnswer {

  private static final String MALFORMED =
      "Malformed input request, please reformat your input and try again.";

  private CountTokensAnswer() {}

  /// The answer to a request.
  ///
  /// @param body `{"input": {"converse": …}}` or `{"input": {"invokeModel": {"body": "<base64>"}}}`
  static Answer answer(ModelId model, JsonNode body) {
    JsonNode input = body.path("input");
    ParsedBody parsedBody =
        input.has("converse")
            ? new Converse().read(model, input.get("converse"))
            : requestIn(input.path("invokeModel").path("body").asText())
                .map(request -> FamilyLookup.of(model, request).read(model, request))
                .orElse(new ParsedBody.Invalid(MALFORMED));
    return switch (parsedBody) {
      case ParsedBody.Invalid(String message) -> Answer.refused(AwsError.validation(message));
      case ParsedBody.Valid asked -> counted(asked.inputTokens());
    };
  }

  private static Optional<JsonNode> requestIn(String base64) {
    try {
      return Json.read(Base64.getDecoder().decode(base64)).filter(JsonNode::isObject);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Answer counted(int tokens) {
    ObjectNode document = Json.object().put("inputTokens", tokens);
    return new Answer(
        Duration.ZERO,
        200,
        Map.of("content-type", Answer.JSON),
        new AnswerBody.Whole(Json.write(document)));
  }
}
