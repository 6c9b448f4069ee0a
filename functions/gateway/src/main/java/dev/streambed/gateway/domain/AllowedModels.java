package dev.streambed.gateway.domain;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// The models that a customer may use.
public sealed interface AllowedModels {

  /// Every model that the function itself may use.
  record Every() implements AllowedModels {}

  /// Only these ids, compared exactly: an inference profile is a different id from the model that
  /// it routes to.
  record Only(Set<String> ids) implements AllowedModels {

    public Only {
      ids = Set.copyOf(ids);
    }
  }

  /// The given ids, or every model when the collection is empty.
  static AllowedModels of(Collection<String> ids) {
    return ids.isEmpty() ? new Every() : new Only(Set.copyOf(ids));
  }

  /// The models that both this and the other allow.
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
