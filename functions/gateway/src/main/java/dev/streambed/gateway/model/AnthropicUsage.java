package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;

/// What Anthropic's own counts tell and Bedrock's do not.
final class AnthropicUsage {

  private AnthropicUsage() {}

  /// Tokens written to a cache that is kept for an hour; 0 when there are none.
  ///
  /// @param usage the member `usage` of a message
  static long cacheWrite1h(JsonObject usage) {
    return usage.objectOrEmpty("cache_creation").number("ephemeral_1h_input_tokens").orElse(0);
  }

  /// The same of an event, of whatever kind: the first has it within its message, and a later one
  /// may have it again.
  static long cacheWrite1hOfEvent(JsonObject event) {
    JsonObject first = event.objectOrEmpty("message").objectOrEmpty("usage");
    return Math.max(cacheWrite1h(first), cacheWrite1h(event.objectOrEmpty("usage")));
  }
}
