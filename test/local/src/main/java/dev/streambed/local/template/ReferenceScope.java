package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;

/// What intrinsic functions of one stack refer to. Every method throws when there is no such thing.
interface ReferenceScope {

  /// The value of a parameter, a pseudo parameter, or a resource's `Ref`; a missing node for
  /// `AWS::NoValue`.
  JsonNode reference(String name);

  String attribute(String logicalId, String attribute);

  /// The value that a stack exports under this name.
  JsonNode imported(String export);

  boolean condition(String name);

  JsonNode mapped(String mapping, String first, String second);
}
