package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;

/// What a customer has used, if it can be told.
public sealed interface UsageStatement {

  record Available(Payload json) implements UsageStatement {}

  record Refused(Problem problem) implements UsageStatement {}
}
