package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;

/// The model request in a body, or why the body is invalid.
public sealed interface ParsedRequest {

  record Valid(ModelRequest modelRequest) implements ParsedRequest {}

  record Invalid(Problem problem) implements ParsedRequest {}
}
