package dev.streambed.gateway.model;

import java.util.Optional;

/// One way in which models write their streams.
interface StreamFormat {

  /// What the event says, or nothing when it is not of this family.
  Optional<ParsedEvent> read(ModelEvent event);
}
