package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Payload;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Estimates what an answer may need from the model's own body: the prompt's tokens from its bytes,
/// the answer's from the maximum that the body sets.
final class Estimator {

  /// What models write at most when the body does not say, with few exceptions.
  static final long DEFAULT_OUTPUT = 4096;

  /// More than any model takes or gives, and little enough to be added up.
  private static final long MOST = 10_000_000;

  private static final Set<String> MAXIMA =
      Set.of(
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "max_new_tokens",
          "max_gen_len",
          "max_tokens_to_sample",
          "maxTokens",
          "maxTokenCount");

  private static final List<String> CONFIGURATIONS =
      List.of("inferenceConfig", "textGenerationConfig");

  private Estimator() {}

  /// @param body as it goes to Bedrock
  static Estimate of(SeedBody seed, Payload body) {
    return new Estimate(Math.min(MOST, PromptSize.tokens(body.bytes())), output(seed));
  }

  private static long output(SeedBody seed) {
    return Stream.concat(
            MAXIMA.stream().flatMap(seed::values),
            CONFIGURATIONS.stream().flatMap(seed::values).flatMap(Estimator::maxima))
        .flatMap(Estimator::count)
        .max(Long::compare)
        .orElse(DEFAULT_OUTPUT);
  }

  private static Stream<Json> maxima(Json configuration) {
    return configuration instanceof JsonObject(Map<String, Json> members)
        ? MAXIMA.stream().filter(members::containsKey).map(members::get)
        : Stream.empty();
  }

  private static Stream<Long> count(Json value) {
    if (!(value instanceof JsonNumber number)) {
      return Stream.empty();
    }
    OptionalLong whole = number.whole();
    return Stream.of(whole.isPresent() ? Math.clamp(whole.getAsLong(), 0, MOST) : MOST);
  }
}
