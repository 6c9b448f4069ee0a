package dev.streambed.local.template;

import java.util.Optional;

/// `Ref` and `Fn::GetAtt` of a resource type.
@FunctionalInterface
interface ReturnValues {

  /// The attribute name for `Ref`.
  String REF = "";

  /// The value of a reference to the resource.
  ///
  /// @param attribute a name of `Fn::GetAtt`, or [#REF]
  /// @return nothing when the type has no such attribute
  Optional<String> value(ResourceNaming resource, String attribute);

  /// For types that are only referred to by name, or not at all.
  static Optional<String> byName(ResourceNaming resource, String attribute) {
    return attribute.equals(REF)
        ? Optional.of(ResourceNaming.generated(resource.stack(), resource.logicalId(), 128))
        : Optional.empty();
  }
}
