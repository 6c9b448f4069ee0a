package dev.streambed.gateway.domain;

import java.util.Optional;

/// What the names of models mean in calls.
@FunctionalInterface
public interface ModelResolver {

  /// The model that a caller means; empty when the name cannot be a model's.
  Optional<ModelId> model(String name);
}
