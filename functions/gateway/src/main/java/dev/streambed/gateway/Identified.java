package dev.streambed.gateway;

import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Problem;

/// A call by somebody who is known.
///
/// @param pass what the caller proved itself by
record Identified(Customer customer, Pass pass, Call call) {

  Refusal refused(Problem problem) {
    return Refusal.of(problem, call.requestId(), customer);
  }
}
