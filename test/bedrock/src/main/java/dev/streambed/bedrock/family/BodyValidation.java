package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which keys a body must have and must not have, and how Bedrock complains.
///
/// @param missing the sentence for a key that is not there
/// @param extraneous the sentence for a key that must not be there
record BodyValidation(String missing, String extraneous) {

  /// How Bedrock's own check of a body against a schema sounds.
  static final BodyValidation SCHEMA =
      new BodyValidation(
          "Malformed input request: #: required key [%s] not found, please reformat your input and try again.",
          "Malformed input request: #: extraneous key [%s] is not permitted, please reformat your input and try again.");

  /// How Anthropic's models sound.
  static final BodyValidation ANTHROPIC =
      new BodyValidation("%s: Field required", "%s: Extra inputs are not permitted");

  private static final List<String> GATEWAY_KEYS =
      List.of("modelId", "model", "stream", "stream_options");

  /// What is wrong with a body from which a gateway took its own keys, and which has to have the
  /// given ones.
  Optional<ParsedBody> broken(JsonNode body, String... required) {
    return lacking(body, required).or(() -> first(GATEWAY_KEYS, extraneous, key -> body.has(key)));
  }

  /// Finds the error of a body that must have the given keys.
  Optional<ParsedBody> lacking(JsonNode body, String... required) {
    return first(List.of(required), missing, key -> !body.has(key));
  }

  private static Optional<ParsedBody> first(
      List<String> keys, String sentence, Predicate<String> isWrong) {
    return keys.stream()
        .filter(isWrong)
        .findFirst()
        .map(key -> new ParsedBody.Invalid(sentence.formatted(key)));
  }
}
