package dev.streambed.gateway.http;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.log.RefusedRequest;

/// A call for a model whose caller is authenticated.
record CustomerRequest(Customer customer, InboundCall inboundCall, ModelRequest modelRequest) {

  RefusedRequest refused(Problem problem) {
    return RefusedRequest.of(problem, inboundCall.requestId(), customer)
        .forModel(modelRequest.model());
  }
}
