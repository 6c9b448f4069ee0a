package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Problem;

/// A call for a model by somebody who is known.
record Request(Customer customer, Call call, Ask ask) {

  Refusal refused(Problem problem) {
    return Refusal.of(problem, call.requestId(), customer).forModel(ask.model());
  }
}
