package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Anthropic's Text Completions, up to Claude 2.
final class AnthropicCompletions implements Family {

  @Override
  public Optional<Reading> read(ModelEvent event) {
    JsonObject object = event.object();
    return object
        .text("completion")
        .map(text -> Reading.text(text).endingWith(object.text("stop_reason").orElse("")));
  }
}
