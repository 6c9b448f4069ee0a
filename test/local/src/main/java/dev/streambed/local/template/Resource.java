package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.LocalStackException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A declared resource with resolved values.
///
/// @param stack the stack that declares it
/// @param logicalId its name in the template
/// @param type such as `AWS::Lambda::Function`
/// @param arns the account and region of its stack
/// @param ref its `Ref`
/// @param properties its properties; an object
/// @param attributes resolves `Fn::GetAtt`
public record Resource(
    String stack,
    String logicalId,
    String type,
    Arns arns,
    String ref,
    JsonNode properties,
    Function<String, Optional<String>> attributes) {

  /// The value of `Fn::GetAtt`.
  ///
  /// @throws LocalStackException when the type has no such attribute
  public String attribute(String name) {
    return attributes
        .apply(name)
        .orElseThrow(
            () -> LocalStackException.unsupported("the attribute " + name + " of " + this));
  }

  /// A required property that is text.
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> LocalStackException.assembly(this + " lacks the property " + name));
  }

  public Optional<String> optionalText(String name) {
    JsonNode value = property(name);
    return value.isValueNode() ? Optional.of(value.asText()) : Optional.empty();
  }

  public int number(String name, int otherwise) {
    return property(name).asInt(otherwise);
  }

  public boolean flag(String name) {
    return property(name).asBoolean(false);
  }

  /// A property, or a missing node.
  public JsonNode property(String name) {
    return properties.path(name);
  }

  /// Refuses every property except these, which the local stack supports.
  public Resource only(String... known) {
    List<String> names = Arrays.asList(known);
    for (var property : properties.properties()) {
      if (!names.contains(property.getKey())) {
        throw unsupported(property.getKey());
      }
    }
    return this;
  }

  /// An error for an unsupported property, or an unsupported value of it.
  public LocalStackException unsupported(String property) {
    return LocalStackException.unsupported("the property " + property + " of " + this);
  }

  @Override
  public String toString() {
    return type + " " + logicalId + " (stack " + stack + ")";
  }
}
