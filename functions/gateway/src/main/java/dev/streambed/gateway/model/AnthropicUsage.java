package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/// What Anthropic's own counts tell and Bedrock's do not.
final class AnthropicUsage {

  private AnthropicUsage() {}

  /// The prompt's tokens, those of caches too; empty when the model does not count them. Output is
  /// 0, and what is cached for an hour is told by [#cacheWrite1h].
  ///
  /// @param usage the member `usage` of the message that an answer begins with
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

  /// Tokens written to a cache that is kept for an hour; 0 when there are none.
  ///
  /// @param usage the member `usage` of a message
  static long cacheWrite1h(JsonObject usage) {
    return usage.objectOrEmpty("cache_creation").count("ephemeral_1h_input_tokens").orElse(0);
  }

  /// The same of an event, of whatever kind: the first has it within its message, and a later one
  /// may have it again.
  static long cacheWrite1hOfEvent(JsonObject event) {
    JsonObject first = event.objectOrEmpty("message").objectOrEmpty("usage");
    return Math.max(cacheWrite1h(first), cacheWrite1h(event.objectOrEmpty("usage")));
  }
}
