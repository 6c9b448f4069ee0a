package dev.streambed.gateway;

import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.vocabulary.Customer;

/// Who speaks of which answer.
///
/// @param function the ARN that the function was invoked by
record Asker(Customer customer, AnswerKey answer, String function) {}
