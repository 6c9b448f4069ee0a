package dev.streambed.gateway.model;

import java.util.Optional;

/// One way in which models write their streams.
interface Family {

  /// What the event says, or nothing when it is not of this family.
  Optional<Reading> read(ModelEvent event);
}
