package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Cohere Command and Command R. Citations and tool calls are passed through unchanged.
final class CohereCommandFormat implements StreamFormat {

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    if (!object.has("is_finished")) {
      return Optional.empty();
    }
    if (object.isTrue("is_finished")) {
      return Optional.of(text(object).withStopReason(stopReason(object)).asLast());
    }
    return Optional.of(
        switch (object.text("event_type").orElse("text-generation")) {
          case "text-generation" -> text(object);
          case "stream-start" -> ParsedEvent.NOTHING;
          default -> ParsedEvent.raw(event);
        });
  }

  // The last event of Command R repeats the whole text, one level deeper.
  private static ParsedEvent text(JsonObject object) {
    return ParsedEvent.text(object.text("text").orElse(""));
  }

  private static String stopReason(JsonObject object) {
    return object.text("finish_reason").orElse("");
  }
}
