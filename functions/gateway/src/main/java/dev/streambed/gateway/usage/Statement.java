package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;

/// What a customer has used, if it can be told.
public sealed interface Statement {

  record Told(Payload json) implements Statement {}

  record Refused(Problem problem) implements Statement {}
}
