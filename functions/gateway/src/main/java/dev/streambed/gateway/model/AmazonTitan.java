package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Amazon Titan Text.
final class AmazonTitan implements Family {

  @Override
  public Optional<Reading> read(ModelEvent event) {
    JsonObject object = event.object();
    return object
        .text("outputText")
        .map(text -> Reading.text(text).endingWith(object.text("completionReason").orElse("")))
        .map(reading -> reading.withPrompt(object.count("inputTextTokenCount")));
  }
}
