package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.LocalStackException;
import java.util.Map;
import java.util.Optional;

/// A resource as the template declares it. Its properties are resolved one by one, because the name
/// of one resource may depend on the name of another.
///
/// @param template the stack
/// @param logicalId its name there
/// @param body the resource's JSON
/// @param intrinsicFunctions resolves its properties
record ResourceDeclaration(
    StackTemplate template, String logicalId, JsonNode body, IntrinsicFunctions intrinsicFunctions)
    implements ResourceNaming {

  String type() {
    return body.path("Type").asText();
  }

  String value(String attribute) {
    return identity()
        .value(this, attribute)
        .orElseThrow(
            () -> LocalStackException.unsupported("the attribute " + attribute + " of " + this));
  }

  Resource resource() {
    ReturnValues returnValues = identity();
    return new Resource(
        stack(),
        logicalId,
        type(),
        arns(),
        value(ReturnValues.REF),
        intrinsicFunctions.resolve(body.path("Properties")),
        attribute -> returnValues.value(this, attribute));
  }

  @Override
  public String stack() {
    return template.name();
  }

  @Override
  public Arns arns() {
    return template.arns();
  }

  @Override
  public Optional<String> text(String property) {
    JsonNode value = property(body, property);
    return value.isMissingNode() ? Optional.empty() : Optional.of(intrinsicFunctions.text(value));
  }

  @Override
  public int rank(String property) {
    JsonNode wanted = property(body, property);
    int rank = 0;
    for (Map.Entry<String, JsonNode> other : template.section("Resources").properties()) {
      if (other.getKey().equals(logicalId)) {
        return rank;
      }
      boolean sameType = other.getValue().path("Type").equals(body.path("Type"));
      rank += sameType && property(other.getValue(), property).equals(wanted) ? 1 : 0;
    }
    return rank;
  }

  @Override
  public String toString() {
    return type() + " " + logicalId + " (stack " + stack() + ")";
  }

  private ReturnValues identity() {
    return SupportedTypes.returnValues(type())
        .orElseThrow(() -> LocalStackException.unsupported("the resource type of " + this));
  }

  private static JsonNode property(JsonNode body, String name) {
    return body.path("Properties").path(name);
  }
}
