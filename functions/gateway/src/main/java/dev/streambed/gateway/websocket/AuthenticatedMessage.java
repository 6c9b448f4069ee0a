package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.session.WebSocketAnswerKey;

/// Who speaks of which answer.
///
/// @param function the ARN that the function was invoked by
/// @param deadline when API Gateway stops waiting
record AuthenticatedMessage(
    Customer customer, WebSocketAnswerKey answer, String function, Deadline deadline) {}
