package dev.streambed.gateway.dialect;

import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.response.ResponseFormat;

/// What a call was read as.
public sealed interface ParsedCall {

  /// A request for a model.
  ///
  /// @param format how its answer is written
  record Valid(ModelRequest modelRequest, ResponseFormat format) implements ParsedCall {}

  /// A request that cannot be read.
  record Invalid(Problem problem) implements ParsedCall {}
}
