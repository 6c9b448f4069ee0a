package dev.streambed.gateway.http;

import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.log.RefusedRequest;

/// A call whose caller is authenticated.
///
/// @param credential the credential that the caller authenticated with
record AuthenticatedCall(
    Customer customer, VerifiedCredential credential, InboundCall inboundCall) {

  RefusedRequest refused(Problem problem) {
    return RefusedRequest.of(problem, inboundCall.requestId(), customer);
  }
}
