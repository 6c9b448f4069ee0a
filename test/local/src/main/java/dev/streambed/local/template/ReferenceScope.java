package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;

/// Resolves the references in one stack. Every method throws when the target does not exist.
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
