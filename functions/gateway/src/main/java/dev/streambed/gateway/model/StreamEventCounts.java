package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The model's own token counts in an event of its stream, as opposed to Bedrock's metrics: counts
/// so far in early events, final counts in late ones. Never negative.
///
/// | family | input | output |
/// |---|---|---|
/// | Anthropic | `message.usage.input_tokens`, `usage.input_tokens` | `message.usage.output_tokens`, `usage.output_tokens` |
/// | Amazon Nova | `metadata.usage.inputTokens` | `metadata.usage.outputTokens` |
/// | OpenAI's chat and others like it | `usage.prompt_tokens` | `usage.completion_tokens` |
/// | Amazon Titan | `inputTextTokenCount` | `totalOutputTextTokenCount` |
/// | Meta Llama | `prompt_token_count` | `generation_token_count` |
/// | Cohere | `response.meta.billed_units.input_tokens` | `response.meta.billed_units.output_tokens` |
///
/// @param prompt the tokens of the prompt, with an output of 0; empty when the event has no count
/// @param output the tokens written so far; empty when the event has no count
record StreamEventCounts(Optional<Usage.Counted> prompt, OptionalLong output) {

  static final StreamEventCounts NONE =
      new StreamEventCounts(Optional.empty(), OptionalLong.empty());

  /// Quick check: most events have none of these members, and there are many events.
  private static final List<String> PLACES =
      List.of(
          "usage",
          "message",
          "metadata",
          "prompt_token_count",
          "generation_token_count",
          "inputTextTokenCount",
          "totalOutputTextTokenCount",
          "response",
          "meta");

  static StreamEventCounts of(JsonObject event) {
    return PLACES.stream().anyMatch(event::has) ? read(event) : NONE;
  }

  private static StreamEventCounts read(JsonObject event) {
    return anthropic(event.objectOrEmpty("message").objectOrEmpty("usage"))
        .or(anthropic(event.objectOrEmpty("usage")))
        .or(plain(event.objectOrEmpty("usage"), "prompt_tokens", "completion_tokens"))
        .or(nova(event.objectOrEmpty("metadata").objectOrEmpty("usage")))
        .or(plain(event, "prompt_token_count", "generation_token_count"))
        .or(plain(event, "inputTextTokenCount", "totalOutputTextTokenCount"))
        .or(cohere(event.objectOrEmpty("response")))
        .or(cohere(event));
  }

  private static StreamEventCounts anthropic(JsonObject usage) {
    return new StreamEventCounts(AnthropicUsage.prompt(usage), usage.count("output_tokens"));
  }

  private static StreamEventCounts nova(JsonObject usage) {
    StreamEventCounts counts = plain(usage, "inputTokens", "outputTokens");
    long read = usage.count("cacheReadInputTokenCount").orElse(0);
    long written = usage.count("cacheWriteInputTokenCount").orElse(0);
    return new StreamEventCounts(
        counts.prompt.map(prompt -> new Usage.Counted(prompt.input(), 0, read, written)),
        counts.output);
  }

  private static StreamEventCounts cohere(JsonObject response) {
    JsonObject units = response.objectOrEmpty("meta").objectOrEmpty("billed_units");
    return plain(units, "input_tokens", "output_tokens");
  }

  private static StreamEventCounts plain(JsonObject object, String input, String output) {
    OptionalLong read = object.count(input);
    return new StreamEventCounts(
        read.isEmpty()
            ? Optional.empty()
            : Optional.of(new Usage.Counted(read.getAsLong(), 0, 0, 0)),
        object.count(output));
  }

  private StreamEventCounts or(StreamEventCounts other) {
    return prompt.isEmpty() && output.isEmpty() ? other : this;
  }
}
