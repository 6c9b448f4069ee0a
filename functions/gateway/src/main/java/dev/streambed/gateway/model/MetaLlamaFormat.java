package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Meta Llama.
final class MetaLlamaFormat implements StreamFormat {

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    return object
        .text("generation")
        .map(text -> ParsedEvent.text(text).endingWith(object.text("stop_reason").orElse("")))
        .map(parsedEvent -> parsedEvent.withPrompt(object.count("prompt_token_count")));
  }
}
