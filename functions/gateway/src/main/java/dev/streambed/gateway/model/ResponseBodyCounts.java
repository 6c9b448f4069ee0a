package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The token counts in the body of a buffered answer, under the names of its family.
///
/// Where Bedrock reports counts in headers, these are the same numbers. They are used when it does
/// not, and for details that the headers leave out.
///
/// | family | input | output | from a cache, to a cache |
/// |---|---|---|---|
/// | Anthropic | `usage.input_tokens` | `usage.output_tokens` | `usage.cache_read_input_tokens`, `usage.cache_creation_input_tokens` |
/// | Amazon Nova | `usage.inputTokens` | `usage.outputTokens` | `usage.cacheReadInputTokenCount`, `usage.cacheWriteInputTokenCount` |
/// | OpenAI's chat, as AI21 Jamba's and others' | `usage.prompt_tokens` | `usage.completion_tokens` | |
/// | Amazon Titan | `inputTextTokenCount` | the sum of `results[].tokenCount` | |
/// | Meta Llama | `prompt_token_count` | `generation_token_count` | |
/// | Cohere, where it does | `meta.billed_units.input_tokens` | `meta.billed_units.output_tokens` | |
final class ResponseBodyCounts {

  private ResponseBodyCounts() {}

  /// @param body the response body of `InvokeModel`
  static Optional<Usage.Counted> of(JsonObject body) {
    JsonObject usage = body.objectOrEmpty("usage");
    if (has(usage, "input_tokens", "output_tokens")) {
      return Optional.of(anthropic(usage));
    }
    if (has(usage, "inputTokens", "outputTokens")) {
      return Optional.of(nova(usage));
    }
    if (has(usage, "prompt_tokens", "completion_tokens")) {
      return Optional.of(chat(usage));
    }
    if (has(body, "prompt_token_count", "generation_token_count")) {
      return Optional.of(llama(body));
    }
    if (body.count("inputTextTokenCount").isPresent()) {
      return titan(body);
    }
    JsonObject units = body.objectOrEmpty("meta").objectOrEmpty("billed_units");
    return has(units, "input_tokens", "output_tokens")
        ? Optional.of(cohere(units))
        : Optional.empty();
  }

  // If only one of the two counts is there, neither is used: it would be billed as both. A value
  // that is not a count is not used either, because it would be billed as 0.
  private static boolean has(JsonObject object, String input, String output) {
    return object.count(input).isPresent() && object.count(output).isPresent();
  }

  private static Usage.Counted anthropic(JsonObject usage) {
    return new Usage.Counted(
            count(usage, "input_tokens"),
            count(usage, "output_tokens"),
            count(usage, "cache_read_input_tokens"),
            count(usage, "cache_creation_input_tokens"))
        .withCacheWrite1h(AnthropicUsage.cacheWrite1h(usage));
  }

  private static Usage.Counted nova(JsonObject usage) {
    return new Usage.Counted(
        count(usage, "inputTokens"),
        count(usage, "outputTokens"),
        count(usage, "cacheReadInputTokenCount"),
        count(usage, "cacheWriteInputTokenCount"));
  }

  // Cached tokens are included, as in Bedrock's counts.
  private static Usage.Counted chat(JsonObject usage) {
    return new Usage.Counted(
        count(usage, "prompt_tokens"), count(usage, "completion_tokens"), 0, 0);
  }

  private static Usage.Counted llama(JsonObject body) {
    return new Usage.Counted(
        count(body, "prompt_token_count"), count(body, "generation_token_count"), 0, 0);
  }

  // Titan's embeddings have no results and no output.
  private static Optional<Usage.Counted> titan(JsonObject body) {
    List<Json> results = body.array("results").map(JsonArray::elements).orElse(List.of());
    long output = 0;
    for (Json result : results) {
      if (!(result instanceof JsonObject object && object.count("tokenCount").isPresent())) {
        return Optional.empty();
      }
      output += count(object, "tokenCount");
    }
    return Optional.of(new Usage.Counted(count(body, "inputTextTokenCount"), output, 0, 0));
  }

  private static Usage.Counted cohere(JsonObject units) {
    return new Usage.Counted(count(units, "input_tokens"), count(units, "output_tokens"), 0, 0);
  }

  private static long count(JsonObject object, String name) {
    return object.count(name).orElse(0);
  }
}
