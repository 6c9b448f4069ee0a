package dev.streambed.cdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.cdk.ModelAlias;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What another name for models stands for: one model, or a list of those that are asked in turn.
 */
final class AliasChoice {
  private AliasChoice() {}

  static ModelAlias read(String path, JsonNode node) {
    List<JsonNode> targets =
        node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    try {
      return new ModelAlias(targets.stream().map(target -> target(path, target)).toList());
    } catch (IllegalArgumentException e) {
      throw new ChoiceException(path + ": " + e.getMessage(), e);
    }
  }

  private static ModelAlias.Target target(String path, JsonNode node) {
    if (node.isTextual()) {
      return new ModelAlias.Target(node.textValue(), Optional.empty());
    }
    if (!node.isObject()) {
      throw new ChoiceException(
          path + " is a model, {\"model\": …, \"region\": …} or a list of these, not " + node);
    }
    return Section.read(
        path,
        node,
        section ->
            new ModelAlias.Target(
                section.text("model").orElseThrow(() -> section.refusal("has a model")),
                section.text("region")));
  }
}
