package dev.streambed.gateway.vocabulary;

import java.util.Set;

/// The models that a customer may use.
public sealed interface AllowedModels {

  /// Whatever the function itself may use.
  record Every() implements AllowedModels {}

  /// These ids, letter for letter: an inference profile is not the model that it leads to.
  record Only(Set<String> ids) implements AllowedModels {

    public Only {
      ids = Set.copyOf(ids);
    }
  }

  default boolean include(ModelId model) {
    return switch (this) {
      case Every() -> true;
      case Only(Set<String> ids) -> ids.contains(model.value());
    };
  }
}
