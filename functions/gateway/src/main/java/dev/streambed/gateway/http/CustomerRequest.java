package dev.streambed.gateway.http;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.log.RefusedRequest;
import dev.streambed.gateway.response.ResponseFormat;

/// A call for a model whose caller is authenticated.
///
/// @param format how its answer is written
record CustomerRequest(
    Customer customer, InboundCall inboundCall, ModelRequest modelRequest, ResponseFormat format) {

  /// The same call with these tags, which win over those of its body.
  CustomerRequest with(Tags tags) {
    return new CustomerRequest(
        customer, inboundCall, modelRequest.with(tags.with(modelRequest.tags())), format);
  }

  /// The same call for another model request.
  CustomerRequest with(ModelRequest changed) {
    return new CustomerRequest(customer, inboundCall, changed, format);
  }

  RefusedRequest refused(Problem problem) {
    return RefusedRequest.of(problem, inboundCall.requestId(), customer)
        .forModel(modelRequest.model());
  }
}
