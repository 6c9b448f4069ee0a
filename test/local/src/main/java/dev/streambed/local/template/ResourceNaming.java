package dev.streambed.local.template;

import dev.streambed.local.domain.Arns;
import java.util.Optional;

/// What a resource's identifiers depend on: its stack and its names.
interface ResourceNaming {

  String stack();

  String logicalId();

  Arns arns();

  /// A property that is text, resolved.
  Optional<String> text(String property);

  /// How many resources of its type come before it with the same value of a property.
  int rank(String property);

  /// Its name if it has one, or the one that CloudFormation would make up.
  default String name(String property, int longest) {
    return text(property).orElseGet(() -> PhysicalNames.generated(stack(), logicalId(), longest));
  }

  default String random(int length) {
    return PhysicalNames.random(stack() + "/" + logicalId(), length);
  }
}
