package dev.streambed.gateway.http;

import dev.streambed.gateway.admission.AdmissionControl;
import dev.streambed.gateway.admission.RequestRateLimiter;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.exchange.Exchanges;
import dev.streambed.gateway.response.ResponseFormat;
import java.io.IOException;
import java.util.Optional;

/// Handles requests to count the tokens of a prompt. Bedrock does not bill them: they need no
/// reservation, leave no record and have a rate limit of their own. The model must be one that the
/// customer may use.
record TokenCountHandler(
    AdmissionControl admission,
    RequestRateLimiter rates,
    Exchanges exchanges,
    ProblemResponder responder) {

  /// @param format how the count is written
  void count(
      AuthenticatedCall caller,
      ModelRequest modelRequest,
      ResponseFormat format,
      ResponseSink responseSink)
      throws IOException {
    CustomerRequest request =
        new CustomerRequest(caller.customer(), caller.inboundCall(), modelRequest, format);
    Optional<Problem> refusal = refusal(caller, modelRequest);
    if (refusal.isPresent()) {
      responder.refuse(request.refused(refusal.get()), responseSink, format);
      return;
    }
    InboundCall inboundCall = caller.inboundCall();
    Optional<Problem> failure =
        exchanges.countTokens(inboundCall, modelRequest, format, responseSink);
    if (failure.isPresent()) {
      responder.refuse(request.refused(failure.get()), responseSink, format);
    }
  }

  private Optional<Problem> refusal(AuthenticatedCall caller, ModelRequest modelRequest) {
    return admission
        .modelProblem(caller.customer(), modelRequest.model())
        .or(() ->
            CallDeadline.within(
                caller.inboundCall().deadline(),
                () ->
                    rates.count(
                        caller.customer(),
                        caller.credential(),
                        RateLimit.TOKEN_COUNTS_PER_MINUTE)));
  }
}
