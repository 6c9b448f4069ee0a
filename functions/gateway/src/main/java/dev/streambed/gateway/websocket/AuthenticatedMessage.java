package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.session.WebSocketAnswerKey;

/// A message about an answer, whose sender is authenticated.
///
/// @param function the ARN that the function was invoked with
/// @param deadline when API Gateway stops waiting
record AuthenticatedMessage(
    Customer customer, WebSocketAnswerKey answer, String function, Deadline deadline) {}
