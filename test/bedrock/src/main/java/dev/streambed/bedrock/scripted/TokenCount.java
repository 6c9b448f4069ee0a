package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Body;
import dev.streambed.bedrock.family.Converse;
import dev.streambed.bedrock.family.Families;
import dev.streambed.bedrock.family.Reading;
import dev.streambed.bedrock.wire.AwsError;
import dev.streambed.bedrock.wire.Json;
import dev.streambed.bedrock.wire.ModelId;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Answers CountTokens: how many input tokens a request would cost.
final class TokenCount {

  private static final String MALFORMED =
      "Malformed input request, please reformat your input and try again.";

  private TokenCount() {}

  /// The answer to a request.
  ///
  /// @param body `{"input": {"converse": …}}` or `{"input": {"invokeModel": {"body": "<base64>"}}}`
  static Answer answer(ModelId model, JsonNode body) {
    JsonNode input = body.path("input");
    Reading reading =
        input.has("converse")
            ? new Converse().read(input.get("converse"))
            : requestIn(input.path("invokeModel").path("body").asText())
                .map(request -> Families.of(model, request).read(request))
                .orElse(new Reading.Invalid(MALFORMED));
    return switch (reading) {
      case Reading.Invalid(String message) -> Answer.refused(AwsError.validation(message));
      case Reading.Asked asked -> counted(asked.inputTokens());
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
        new Body.Whole(Json.write(document)));
  }
}
