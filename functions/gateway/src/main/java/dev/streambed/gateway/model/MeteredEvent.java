package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// A parsed event with the token counts in it.
///
/// @param counted Bedrock's numbers; empty in every event but the one with its metrics
/// @param model what the model counts by itself
/// @param cacheWrite1h tokens written to a cache for an hour, which Bedrock's metrics do not tell
///   from others; 0 in every event but one
/// @param characters how much the model wrote in it
/// @param blocked whether a guardrail has kept the prompt from the model
/// @param serviceTier Bedrock's name of the tier that serves the answer; empty when the event does
///   not tell it
/// @param frame what the caller gets in place of the parsed event's chunks
record MeteredEvent(
    ParsedEvent parsedEvent,
    Optional<Usage.Counted> counted,
    StreamEventCounts model,
    long cacheWrite1h,
    long characters,
    boolean blocked,
    String serviceTier,
    Optional<Chunk> frame) {

  private static final String METRICS = "amazon-bedrock-invocationMetrics";

  static MeteredEvent unmetered(ParsedEvent parsedEvent) {
    return new MeteredEvent(
        parsedEvent,
        Optional.empty(),
        StreamEventCounts.NONE,
        0,
        characters(parsedEvent, JsonObject.EMPTY),
        false,
        "",
        Optional.empty());
  }

  /// Bedrock adds its metrics to the last event, in every family.
  static MeteredEvent of(ParsedEvent parsedEvent, JsonObject event) {
    Optional<JsonObject> metrics = event.object(METRICS);
    return new MeteredEvent(
        metrics.isPresent() ? parsedEvent.asLast() : parsedEvent,
        metrics.flatMap(MeteredEvent::counted),
        StreamEventCounts.of(event),
        AnthropicUsage.cacheWrite1hOfEvent(event),
        characters(parsedEvent, event),
        GuardrailReader.blocksPrompt(event),
        "",
        Optional.empty());
  }

  /// A whole document.
  ///
  /// @param counted the counts of Bedrock or of the model, which are the same in a document
  static MeteredEvent ofDocument(Json document, Optional<Usage.Counted> counted) {
    return new MeteredEvent(
        ParsedEvent.NOTHING.asLast(),
        counted,
        StreamEventCounts.NONE,
        counted.map(Usage.Counted::cacheWrite1h).orElse(0L),
        AnswerTextLength.of(document),
        GuardrailReader.blocksPrompt(document),
        "",
        Optional.empty());
  }

  /// An event with Bedrock's own counts, and nothing that the model wrote.
  static MeteredEvent counted(
      ParsedEvent parsedEvent, Optional<Usage.Counted> counted, String serviceTier) {
    return new MeteredEvent(
        parsedEvent,
        counted,
        StreamEventCounts.NONE,
        counted.map(Usage.Counted::cacheWrite1h).orElse(0L),
        0,
        false,
        serviceTier,
        Optional.empty());
  }

  /// The same event, of which the caller gets the whole frame.
  MeteredEvent shownAs(Chunk.Frame shown) {
    return with(parsedEvent, Optional.of(shown));
  }

  /// The same event, of which the caller gets something else. What was metered stays.
  ///
  /// @param change makes what the caller gets of what it would have got
  MeteredEvent changingShown(UnaryOperator<Chunk> change) {
    return frame.isPresent()
        ? with(parsedEvent, Optional.of(change.apply(frame.get())))
        : with(
            parsedEvent.withChunks(parsedEvent.chunks().stream().map(change).toList()),
            Optional.empty());
  }

  /// The same counts, of an event that ends the answer.
  MeteredEvent failed(ParsedEvent.Failure failure) {
    return with(ParsedEvent.failure(failure), Optional.empty());
  }

  private MeteredEvent with(ParsedEvent changed, Optional<Chunk> shown) {
    return new MeteredEvent(
        changed, counted, model, cacheWrite1h, characters, blocked, serviceTier, shown);
  }

  /// What the caller gets of the event, in place of what was metered.
  ParsedEvent visible() {
    return frame.map(shown -> parsedEvent.withChunks(List.of(shown))).orElse(parsedEvent);
  }

  // If one of the two is missing, neither is used: the missing one would count as 0.
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

  private static long characters(ParsedEvent parsedEvent, JsonObject event) {
    long characters = 0;
    boolean isPlain = true;
    for (Chunk chunk : parsedEvent.chunks()) {
      isPlain &= chunk instanceof Chunk.Text;
      characters += chunk instanceof Chunk.Text(String text) ? text.length() : 0;
    }
    return isPlain ? characters : Math.max(characters, AnswerTextLength.of(event));
  }
}
