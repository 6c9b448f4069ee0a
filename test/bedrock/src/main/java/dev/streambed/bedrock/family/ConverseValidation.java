package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.Optional;
import java.util.Set;

/// What the Converse API refuses, and how it complains.
final class ConverseValidation {

  private static final Set<String> MEMBERS =
      Set.of(
          "messages",
          "system",
          "inferenceConfig",
          "toolConfig",
          "guardrailConfig",
          "additionalModelRequestFields",
          "additionalModelResponseFieldPaths",
          "promptVariables",
          "requestMetadata",
          "performanceConfig",
          "serviceTier",
          "outputConfig");
  private static final String FIRST =
      "A conversation must start with a user message. Try again with a conversation that starts with a user message.";
  private static final String NO_TOOLS =
      "The toolConfig field must be defined when using toolUse and toolResult content blocks.";

  private ConverseValidation() {}

  static Optional<ParsedBody> broken(ModelId model, JsonNode body) {
    return problem(body)
        .or(() -> CachePointValidation.problem(model, body))
        .<ParsedBody>map(ParsedBody.Invalid::new)
        .or(() -> claudeProblem(model, body.path("inferenceConfig")));
  }

  private static Optional<String> problem(JsonNode body) {
    Optional<String> unknown =
        body.properties().stream()
            .map(member -> member.getKey())
            .filter(name -> !MEMBERS.contains(name))
            .findFirst();
    if (unknown.isPresent()) {
      return Optional.of(BodyValidation.SCHEMA.extraneous().formatted(unknown.get()));
    }
    JsonNode messages = body.path("messages");
    if (!messages.path(0).path("role").asText().equals("user")) {
      return Optional.of(FIRST);
    }
    boolean usesTools =
        !messages.findValues("toolUse").isEmpty() || !messages.findValues("toolResult").isEmpty();
    return usesTools && body.path("toolConfig").path("tools").isEmpty()
        ? Optional.of(NO_TOOLS)
        : emptyText(messages).or(() -> ToolTurns.converseProblem(messages));
  }

  private static Optional<String> emptyText(JsonNode messages) {
    for (int message = 0; message < messages.size(); message++) {
      JsonNode content = messages.get(message).path("content");
      for (int block = 0; block < content.size(); block++) {
        JsonNode text = content.get(block).path("text");
        if (text.isTextual() && text.textValue().isEmpty()) {
          return Optional.of(
              "The text field in the ContentBlock object at messages.%d.content.%d is blank. Add text to the text field, and try again."
                  .formatted(message, block));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ParsedBody> claudeProblem(ModelId model, JsonNode inference) {
    if (!model.name().startsWith("anthropic.")) {
      return Optional.empty();
    }
    ClaudeLimits limits = ClaudeLimits.of(model);
    int most = limits.mostTokens();
    return inference.path("maxTokens").longValue() > most
        ? Optional.of(new ParsedBody.Invalid(tooLong(most)))
        : limits.samplingProblem(inference.has("temperature") && inference.has("topP"));
  }

  private static String tooLong(int most) {
    return ("The maximum tokens you requested exceeds the model limit of %d. "
            + "Try again with a maximum tokens value that is lower than %d.")
        .formatted(most, most);
  }
}
