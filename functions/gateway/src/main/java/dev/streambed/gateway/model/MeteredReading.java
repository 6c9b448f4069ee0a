package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.Optional;
import java.util.OptionalLong;

/// What an event says, and what was counted by then.
///
/// @param counted Bedrock's numbers; empty in every event but the one with its metrics
/// @param model what the model counts by itself
/// @param cacheWrite1h tokens written to a cache for an hour, which Bedrock's metrics do not tell
///   from others; 0 in every event but one
/// @param characters how much the model wrote in it
/// @param blocked whether a guardrail has kept the prompt from the model
record MeteredReading(
    Reading reading,
    Optional<Usage.Counted> counted,
    ModelCounts model,
    long cacheWrite1h,
    long characters,
    boolean blocked) {

  private static final String METRICS = "amazon-bedrock-invocationMetrics";

  static MeteredReading unmetered(Reading reading) {
    return new MeteredReading(
        reading,
        Optional.empty(),
        ModelCounts.NONE,
        0,
        characters(reading, JsonObject.EMPTY),
        false);
  }

  /// Bedrock adds its metrics to the last event, of whatever family it is.
  static MeteredReading of(Reading reading, JsonObject event) {
    Optional<JsonObject> metrics = event.object(METRICS);
    return new MeteredReading(
        metrics.isPresent() ? reading.asLast() : reading,
        metrics.flatMap(MeteredReading::counted),
        ModelCounts.of(event),
        AnthropicUsage.cacheWrite1hOfEvent(event),
        characters(reading, event),
        GuardrailBlock.isOfPrompt(event));
  }

  /// A whole document.
  ///
  /// @param counted by Bedrock, or by the model, which in a document is the same
  static MeteredReading ofDocument(Json document, Optional<Usage.Counted> counted) {
    return new MeteredReading(
        Reading.NOTHING.asLast(),
        counted,
        ModelCounts.NONE,
        counted.map(Usage.Counted::cacheWrite1h).orElse(0L),
        SeenText.of(document),
        GuardrailBlock.isOfPrompt(document));
  }

  // One of two is worse than none: the other would count as nothing.
  private static Optional<Usage.Counted> counted(JsonObject metrics) {
    OptionalLong input = metrics.count("inputTokenCount");
    OptionalLong output = metrics.count("outputTokenCount");
    return input.isEmpty() || output.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Usage.Counted(
                input.getAsLong(),
                output.getAsLong(),
                metrics.count("cacheReadInputTokenCount").orElse(0),
                metrics.count("cacheWriteInputTokenCount").orElse(0)));
  }

  private static long characters(Reading reading, JsonObject event) {
    long characters = 0;
    boolean isPlain = true;
    for (Piece piece : reading.pieces()) {
      isPlain &= piece instanceof Piece.Text;
      characters += piece instanceof Piece.Text(String text) ? text.length() : 0;
    }
    return isPlain ? characters : Math.max(characters, SeenText.of(event));
  }
}
