package dev.streambed.gateway.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Other names for models, which a deployment chooses so that tools with fixed model names work,
/// and so that an answer has another model to fall back to.
///
/// A name stands for itself, or, when it ends in `*`, for all that begin as it does; of several the
/// longest counts. A name that is no alias is a model's own id. An alias has one target or several:
/// the first is asked, and each further one when the one before it fails, as
/// `docs/decisions/0013-an-alias-falls-back.md` says.
///
/// @param targets by their other names, in the order in which they are asked; never none
public record ModelAliases(Map<String, List<ModelTarget>> targets) implements ModelResolver {

  /// No other names.
  public static final ModelAliases NONE = new ModelAliases(Map.of());

  private static final String ANY = "*";

  public ModelAliases {
    targets = Map.copyOf(targets);
  }

  /// One model, whatever it is called: the one that a request was admitted for.
  public static ModelAliases allTo(ModelId model) {
    return allTo(List.of(ModelTarget.here(model)));
  }

  /// These targets, whatever they are called.
  public static ModelAliases allTo(List<ModelTarget> targets) {
    return new ModelAliases(Map.of(ANY, targets));
  }

  /// The model that a caller means, which is the first to be asked.
  @Override
  public Optional<ModelId> model(String name) {
    List<ModelTarget> all = targets(name);
    return all.isEmpty() ? ModelId.of(name) : Optional.of(all.getFirst().model());
  }

  /// What a name stands for; empty when it is no alias.
  public List<ModelTarget> targets(String name) {
    List<ModelTarget> own = targets.get(name);
    return own == null ? byBeginning(name) : own;
  }

  /// Whether any name stands for more than one model in the function's own Region.
  public boolean haveOtherTargets() {
    for (List<ModelTarget> each : targets.values()) {
      if (each.size() > 1 || !each.getFirst().region().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// The names that stand for themselves, in alphabetical order, and their targets.
  public Map<String, List<ModelTarget>> names() {
    Map<String, List<ModelTarget>> names = new TreeMap<>(targets);
    names.keySet().removeIf(name -> name.endsWith(ANY));
    return names;
  }

  private List<ModelTarget> byBeginning(String name) {
    String longest = "";
    for (String alias : targets.keySet()) {
      boolean fits = alias.endsWith(ANY) && name.startsWith(alias.substring(0, alias.length() - 1));
      longest = fits && alias.length() > longest.length() ? alias : longest;
    }
    return targets.getOrDefault(longest, List.of());
  }
}
