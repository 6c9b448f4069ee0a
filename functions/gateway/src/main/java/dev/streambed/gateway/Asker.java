package dev.streambed.gateway;

import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Deadline;

/// Who speaks of which answer.
///
/// @param function the ARN that the function was invoked by
/// @param until when API Gateway stops waiting
record Asker(Customer customer, AnswerKey answer, String function, Deadline until) {}
