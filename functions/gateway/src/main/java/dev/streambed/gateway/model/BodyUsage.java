package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Usage;

/// The counts within an answer that was not streamed, in the words of its family.
///
/// Where Bedrock counts in headers, these are the same numbers; they are needed when it does not,
/// and for what its headers do not tell.
///
/// | family | input | output | from a cache, to a cache |
/// |---|---|---|---|
/// | Anthropic | `usage.input_tokens` | `usage.output_tokens` | `usage.cache_read_input_tokens`, `usage.cache_creation_input_tokens` |
/// | Amazon Nova | `usage.inputTokens` | `usage.outputTokens` | `usage.cacheReadInputTokenCount`, `usage.cacheWriteInputTokenCount` |
/// | OpenAI's chat, as AI21 Jamba's and others' | `usage.prompt_tokens` without those from a cache | `usage.completion_tokens` | `usage.prompt_tokens_details.cached_tokens` |
/// | Amazon Titan | `inputTextTokenCount` | the sum of `results[].tokenCount` | |
/// | Meta Llama | `prompt_token_count` | `generation_token_count` | |
final class BodyUsage {

  private BodyUsage() {}

  /// @param body of `InvokeModel`'s answer
  static Usage of(byte[] body) {
    try {
      return Json.read(body) instanceof JsonObject object ? of(object) : new Usage.Unknown();
    } catch (JsonException _) {
      return new Usage.Unknown();
    }
  }

  /// @param body that answer, read
  static Usage of(JsonObject body) {
    JsonObject usage = body.objectOrEmpty("usage");
    if (has(usage, "input_tokens", "output_tokens")) {
      return anthropic(usage);
    }
    if (has(usage, "inputTokens", "outputTokens")) {
      return nova(usage);
    }
    if (has(usage, "prompt_tokens", "completion_tokens")) {
      return chat(usage);
    }
    if (has(body, "prompt_token_count", "generation_token_count")) {
      return llama(body);
    }
    return body.has("inputTextTokenCount") ? titan(body) : new Usage.Unknown();
  }

  // One of two is worse than none: it would be billed for both.
  private static boolean has(JsonObject object, String input, String output) {
    return object.has(input) && object.has(output);
  }

  private static Usage anthropic(JsonObject usage) {
    return new Usage.Counted(
            count(usage, "input_tokens"),
            count(usage, "output_tokens"),
            count(usage, "cache_read_input_tokens"),
            count(usage, "cache_creation_input_tokens"))
        .withCacheWrite1h(AnthropicUsage.cacheWrite1h(usage));
  }

  private static Usage nova(JsonObject usage) {
    return new Usage.Counted(
        count(usage, "inputTokens"),
        count(usage, "outputTokens"),
        count(usage, "cacheReadInputTokenCount"),
        count(usage, "cacheWriteInputTokenCount"));
  }

  // The one family that counts cached tokens twice.
  private static Usage chat(JsonObject usage) {
    long cached = count(usage.objectOrEmpty("prompt_tokens_details"), "cached_tokens");
    long input = Math.max(0, count(usage, "prompt_tokens") - cached);
    return new Usage.Counted(input, count(usage, "completion_tokens"), cached, 0);
  }

  private static Usage llama(JsonObject body) {
    return new Usage.Counted(
        count(body, "prompt_token_count"), count(body, "generation_token_count"), 0, 0);
  }

  // Its embeddings have no results, and write nothing.
  private static Usage titan(JsonObject body) {
    long output =
        body.array("results").stream()
            .flatMap(results -> results.elements().stream())
            .mapToLong(
                result -> result instanceof JsonObject object ? count(object, "tokenCount") : 0)
            .sum();
    return new Usage.Counted(count(body, "inputTextTokenCount"), output, 0, 0);
  }

  private static long count(JsonObject object, String name) {
    return object.number(name).orElse(0);
  }
}
