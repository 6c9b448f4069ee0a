package dev.streambed.gateway.domain;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Other names for models, which a deployment chooses so that tools with fixed model names work.
///
/// A name stands for itself, or, when it ends in `*`, for all that begin as it does; of several the
/// longest counts. A name that is no alias is a model's own id.
///
/// @param models the models by their other names
public record ModelAliases(Map<String, ModelId> models) {

  /// No other names.
  public static final ModelAliases NONE = new ModelAliases(Map.of());

  private static final String ANY = "*";

  public ModelAliases {
    models = Map.copyOf(models);
  }

  /// One model, whatever it is called: the one that a request was admitted for.
  public static ModelAliases allTo(ModelId model) {
    return new ModelAliases(Map.of(ANY, model));
  }

  /// The model that a caller means; empty when the name cannot be a model's.
  public Optional<ModelId> model(String name) {
    ModelId own = models.get(name);
    return own != null ? Optional.of(own) : byBeginning(name).or(() -> ModelId.of(name));
  }

  /// The names that stand for one model each, in alphabetical order.
  public Map<String, ModelId> names() {
    Map<String, ModelId> names = new TreeMap<>(models);
    names.keySet().removeIf(name -> name.endsWith(ANY));
    return names;
  }

  private Optional<ModelId> byBeginning(String name) {
    String longest = "";
    for (String alias : models.keySet()) {
      boolean fits = alias.endsWith(ANY) && name.startsWith(alias.substring(0, alias.length() - 1));
      longest = fits && alias.length() > longest.length() ? alias : longest;
    }
    return Optional.ofNullable(models.get(longest));
  }
}
