package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Meta Llama.
final class MetaLlama implements Family {

  @Override
  public Optional<Reading> read(ModelEvent event) {
    JsonObject object = event.object();
    return object
        .text("generation")
        .map(text -> Reading.text(text).endingWith(object.text("stop_reason").orElse("")))
        .map(reading -> reading.withPrompt(object.count("prompt_token_count")));
  }
}
