package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/// Counts that Anthropic models report and Bedrock does not.
final class AnthropicUsage {

  private AnthropicUsage() {}

  /// The tokens of the prompt, including cached ones; empty when the model does not report them.
  /// Output is 0, and one-hour cache writes are read by [#cacheWrite1h].
  ///
  /// @param usage the member `usage` of the message at the start of an answer
  static Optional<Usage.Counted> prompt(JsonObject usage) {
    OptionalLong input = usage.count("input_tokens");
    return input.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Usage.Counted(
                input.getAsLong(),
                0,
                usage.count("cache_read_input_tokens").orElse(0),
                usage.count("cache_creation_input_tokens").orElse(0)));
  }

  /// Tokens written to a one-hour cache; 0 when there are none.
  ///
  /// @param usage the member `usage` of a message
  static long cacheWrite1h(JsonObject usage) {
    return usage.objectOrEmpty("cache_creation").count("ephemeral_1h_input_tokens").orElse(0);
  }

  /// Tokens written to a one-hour cache, from an event of any type: the first event has `usage`
  /// within its message, and a later one may repeat it.
  static long cacheWrite1hOfEvent(JsonObject event) {
    JsonObject first = event.objectOrEmpty("message").objectOrEmpty("usage");
    return Math.max(cacheWrite1h(first), cacheWrite1h(event.objectOrEmpty("usage")));
  }
}
