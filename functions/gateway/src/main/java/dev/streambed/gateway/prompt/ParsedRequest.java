package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;

/// What a body asks for, or what is wrong with it.
public sealed interface ParsedRequest {

  record Valid(ModelRequest modelRequest) implements ParsedRequest {}

  record Invalid(Problem problem) implements ParsedRequest {}
}
