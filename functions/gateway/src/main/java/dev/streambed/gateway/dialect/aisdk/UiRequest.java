package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.dialect.converse.ConverseRequest;
import java.util.Optional;

/// What was posted.
///
/// @param continuedMessage the id of the message that the answer continues; empty when the answer
///   is a message of its own
record UiRequest(ConverseRequest converse, Optional<String> continuedMessage) {}
