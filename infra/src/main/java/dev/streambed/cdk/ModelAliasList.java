package dev.streambed.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Other names for models, as the value of an environment variable. */
final class ModelAliasList {
  /** What a model's id may consist of, and an asterisk at the end. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:/_-]{0,199}\\*?|\\*");

  private ModelAliasList() {}

  /**
   * Checks other names.
   *
   * @throws IllegalArgumentException if a name is invalid, or a model is not among those chosen
   */
  static Map<String, ModelAlias> checked(
      Map<String, ModelAlias> aliases, List<BedrockModel> models) {
    var ids = models.stream().map(BedrockModel::modelId).collect(Collectors.toSet());
    aliases.forEach((name, alias) -> {
      PropsCheck.that(
          NAME.matcher(name).matches(),
          "modelAliases: a name has the characters of a model's id, and may end in *: " + name);
      alias
          .targets()
          .forEach(target ->
              PropsCheck.that(
                  ids.contains(target.modelId()),
                  "modelAliases: choose the model among models: " + target.modelId()));
      PropsCheck.that(!ids.contains(name), "modelAliases: this is a chosen model's id: " + name);
    });
    return Map.copyOf(aliases);
  }

  /** The value of the variable. */
  static String of(Map<String, ModelAlias> aliases) {
    return new TreeMap<>(aliases)
        .entrySet().stream()
            .map(alias -> alias.getKey() + "=" + alias.getValue().write())
            .collect(Collectors.joining(","));
  }
}
