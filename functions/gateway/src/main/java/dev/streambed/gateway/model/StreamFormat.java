package dev.streambed.gateway.model;

import java.util.Optional;

/// The stream format of a model family.
interface StreamFormat {

  /// The content of the event; empty when the event is not in this format.
  Optional<ParsedEvent> read(ModelEvent event);
}
