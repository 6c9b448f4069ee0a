package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Problem;

/// Whether we know who sent a call.
public sealed interface Identification {

  record Known(Customer customer) implements Identification {}

  record Refused(Problem problem) implements Identification {}
}
