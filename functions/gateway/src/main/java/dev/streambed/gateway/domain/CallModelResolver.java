package dev.streambed.gateway.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Other names for models in one call: it passes over the targets that the caller may not use, and
/// remembers what the name stood for. Not thread-safe.
public final class CallModelResolver implements ModelResolver {

  private final ModelAliases aliases;
  private final Predicate<ModelTarget> usable;
  private List<ModelTarget> chosen = List.of();

  /// @param usable whether the caller may use a target
  public CallModelResolver(ModelAliases aliases, Predicate<ModelTarget> usable) {
    this.aliases = aliases;
    this.usable = usable;
  }

  // Where none may be used it is the first, which the admission refuses.
  @Override
  public Optional<ModelId> model(String name) {
    List<ModelTarget> all = aliases.targets(name);
    List<ModelTarget> allowed = all.stream().filter(usable).toList();
    chosen = allowed.isEmpty() ? all.subList(0, Math.min(1, all.size())) : allowed;
    return chosen.isEmpty() ? ModelId.of(name) : Optional.of(chosen.getFirst().model());
  }

  /// The targets of the name that was asked for last, in their order; empty when it was no alias.
  public List<ModelTarget> chosen() {
    return chosen;
  }
}
