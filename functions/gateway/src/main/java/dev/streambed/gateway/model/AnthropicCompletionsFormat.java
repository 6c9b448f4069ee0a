package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Anthropic's Text Completions, up to Claude 2.
final class AnthropicCompletionsFormat implements StreamFormat {

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    return object
        .text("completion")
        .map(text -> ParsedEvent.text(text).endingWith(object.text("stop_reason").orElse("")));
  }
}
