package dev.streambed.gateway.domain;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

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

  /// Those that are named; every one where none is.
  static AllowedModels of(Collection<String> ids) {
    return ids.isEmpty() ? new Every() : new Only(Set.copyOf(ids));
  }

  /// Those that are among these and among the others.
  default AllowedModels intersect(AllowedModels others) {
    return switch (this) {
      case Every() -> others;
      case Only(Set<String> ids) ->
          new Only(
              ids.stream()
                  .filter(id -> others instanceof Every || ((Only) others).ids().contains(id))
                  .collect(Collectors.toSet()));
    };
  }

  default boolean include(ModelId model) {
    return switch (this) {
      case Every() -> true;
      case Only(Set<String> ids) -> ids.contains(model.value());
    };
  }
}
