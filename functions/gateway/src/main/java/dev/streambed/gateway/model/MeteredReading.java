package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Usage;

/// What an event says, and what Bedrock counted.
///
/// @param usage unknown in every event but the one with Bedrock's metrics
/// @param cacheWrite1h tokens written to a cache for an hour, which Bedrock's metrics do not tell
///   from others; 0 in every event but one
record MeteredReading(Reading reading, Usage usage, long cacheWrite1h) {

  private static final String METRICS = "amazon-bedrock-invocationMetrics";

  static MeteredReading unmetered(Reading reading) {
    return new MeteredReading(reading, new Usage.Unknown(), 0);
  }

  /// Bedrock adds its metrics to the last event, of whatever family it is.
  static MeteredReading of(Reading reading, JsonObject event) {
    long cacheWrite1h = AnthropicUsage.cacheWrite1hOfEvent(event);
    return event
        .object(METRICS)
        .map(metrics -> new MeteredReading(reading.asLast(), usage(metrics), cacheWrite1h))
        .orElseGet(() -> new MeteredReading(reading, new Usage.Unknown(), cacheWrite1h));
  }

  private static Usage usage(JsonObject metrics) {
    boolean counted = metrics.has("inputTokenCount") || metrics.has("outputTokenCount");
    return counted
        ? new Usage.Counted(
            metrics.number("inputTokenCount").orElse(0),
            metrics.number("outputTokenCount").orElse(0),
            metrics.number("cacheReadInputTokenCount").orElse(0),
            metrics.number("cacheWriteInputTokenCount").orElse(0))
        : new Usage.Unknown();
  }
}
