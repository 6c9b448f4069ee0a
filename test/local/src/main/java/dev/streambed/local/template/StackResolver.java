package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streambed.local.domain.LocalStackException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Resolves the names in one stack's template.
final class StackResolver implements ReferenceScope {

  private final StackTemplate template;
  private final Function<String, JsonNode> exports;
  private final IntrinsicFunctions intrinsicFunctions;
  private final Conditions conditions;

  /// Creates a resolver; names are resolved on demand.
  ///
  /// @param exports resolves the exports of all stacks
  StackResolver(StackTemplate template, Function<String, JsonNode> exports) {
    this.template = template;
    this.exports = exports;
    this.intrinsicFunctions = new IntrinsicFunctions(this);
    this.conditions = new Conditions(template.section("Conditions"), intrinsicFunctions);
  }

  /// Every resource that exists and is not ignored.
  List<Resource> resources() {
    return template.section("Resources").properties().stream()
        .filter(entry -> exists(entry.getValue()))
        .map(entry -> declaration(entry.getKey(), entry.getValue()))
        .filter(resourceDeclaration -> !SupportedTypes.isIgnored(resourceDeclaration.type()))
        .map(ResourceDeclaration::resource)
        .toList();
  }

  /// The outputs, by name, without exports.
  Map<String, String> outputs() {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> output : template.section("Outputs").properties()) {
      if (exists(output.getValue()) && !output.getValue().has("Export")) {
        values.put(output.getKey(), intrinsicFunctions.text(output.getValue().path("Value")));
      }
    }
    return values;
  }

  Optional<JsonNode> export(String name) {
    for (JsonNode output : template.section("Outputs")) {
      JsonNode exported = output.path("Export").path("Name");
      if (!exported.isMissingNode()
          && exists(output)
          && intrinsicFunctions.text(exported).equals(name)) {
        return Optional.of(intrinsicFunctions.resolve(output.path("Value")));
      }
    }
    return Optional.empty();
  }

  @Override
  public JsonNode reference(String name) {
    return new Parameters(template)
        .value(name)
        .orElseGet(() -> TextNode.valueOf(attribute(name, ReturnValues.REF)));
  }

  @Override
  public String attribute(String logicalId, String attribute) {
    JsonNode body = template.section("Resources").path(logicalId);
    if (body.isMissingNode()) {
      throw LocalStackException.assembly(
          "stack " + template.name() + " refers to " + logicalId + ", which it does not declare");
    }
    return declaration(logicalId, body).value(attribute);
  }

  @Override
  public JsonNode imported(String export) {
    return exports.apply(export);
  }

  @Override
  public boolean condition(String name) {
    return conditions.holds(name);
  }

  @Override
  public JsonNode mapped(String mapping, String first, String second) {
    JsonNode value = template.section("Mappings").path(mapping).path(first).path(second);
    if (value.isMissingNode()) {
      throw LocalStackException.assembly(
          "the mapping " + mapping + " has no value for " + first + ", " + second);
    }
    return value;
  }

  private boolean exists(JsonNode declared) {
    JsonNode condition = declared.path("Condition");
    return condition.isMissingNode() || conditions.holds(condition.asText());
  }

  private ResourceDeclaration declaration(String logicalId, JsonNode body) {
    return new ResourceDeclaration(template, logicalId, body, intrinsicFunctions);
  }
}
