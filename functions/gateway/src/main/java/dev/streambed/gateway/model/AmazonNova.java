package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Amazon Nova, whose events are those of Converse. Tool calls and reasoning are passed on as they
/// came.
final class AmazonNova implements Family {

  @Override
  public Optional<Reading> read(ModelEvent event) {
    JsonObject object = event.object();
    if (object.has("contentBlockDelta")) {
      return Optional.of(delta(event));
    }
    if (object.has("contentBlockStart")) {
      return Optional.of(start(event));
    }
    if (object.has("messageStop")) {
      return Optional.of(Reading.NOTHING.withStopReason(stopReason(object)));
    }
    if (object.has("metadata")) {
      return Optional.of(Reading.NOTHING.asLast());
    }
    boolean isFrame = object.has("messageStart") || object.has("contentBlockStop");
    return isFrame ? Optional.of(Reading.NOTHING) : Optional.empty();
  }

  private static Reading delta(ModelEvent event) {
    JsonObject delta = event.object().objectOrEmpty("contentBlockDelta").objectOrEmpty("delta");
    return delta.text("text").map(Reading::text).orElseGet(() -> Reading.raw(event));
  }

  private static Reading start(ModelEvent event) {
    JsonObject block = event.object().objectOrEmpty("contentBlockStart");
    return block.objectOrEmpty("start").members().isEmpty() ? Reading.NOTHING : Reading.raw(event);
  }

  private static String stopReason(JsonObject object) {
    return object.objectOrEmpty("messageStop").text("stopReason").orElse("");
  }
}
