package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Amazon Nova, whose events have the form of Converse. Tool calls and reasoning are passed through
/// unchanged.
final class AmazonNovaFormat implements StreamFormat {

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    if (object.has("contentBlockDelta")) {
      return Optional.of(delta(event));
    }
    if (object.has("contentBlockStart")) {
      return Optional.of(start(event));
    }
    if (object.has("messageStop")) {
      return Optional.of(ParsedEvent.NOTHING.withStopReason(stopReason(object)));
    }
    if (object.has("metadata")) {
      return Optional.of(ParsedEvent.NOTHING.asLast());
    }
    boolean isFrame = object.has("messageStart") || object.has("contentBlockStop");
    return isFrame ? Optional.of(ParsedEvent.NOTHING) : Optional.empty();
  }

  private static ParsedEvent delta(ModelEvent event) {
    JsonObject delta = event.object().objectOrEmpty("contentBlockDelta").objectOrEmpty("delta");
    return delta.text("text").map(ParsedEvent::text).orElseGet(() -> ParsedEvent.raw(event));
  }

  private static ParsedEvent start(ModelEvent event) {
    JsonObject block = event.object().objectOrEmpty("contentBlockStart");
    return block.objectOrEmpty("start").members().isEmpty()
        ? ParsedEvent.NOTHING
        : ParsedEvent.raw(event);
  }

  private static String stopReason(JsonObject object) {
    return object.objectOrEmpty("messageStop").text("stopReason").orElse("");
  }
}
