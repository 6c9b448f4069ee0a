package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Amazon Titan Text.
final class AmazonTitanFormat implements StreamFormat {

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    JsonObject object = event.object();
    return object
        .text("outputText")
        .map(text -> ParsedEvent.text(text).endingWith(object.text("completionReason").orElse("")))
        .map(parsedEvent -> parsedEvent.withPrompt(object.count("inputTextTokenCount")));
  }
}
