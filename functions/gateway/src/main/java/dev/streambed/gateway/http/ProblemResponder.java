package dev.streambed.gateway.http;

import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.log.RefusedRequest;
import dev.streambed.gateway.response.ProblemFormat;
import dev.streambed.gateway.response.ResponseWriters;
import java.io.IOException;

/// Reports a refused request to the operators, then responds to its caller.
record ProblemResponder(ProblemLog problemLog) {

  void refuse(RefusedRequest refusal, ResponseSink responseSink) throws IOException {
    problemLog.report(refusal);
    ResponseWriters.problem(responseSink, refusal.problem(), refusal.requestId());
  }

  /// The same in the API that the caller speaks.
  void refuse(RefusedRequest refusal, ResponseSink responseSink, ProblemFormat format)
      throws IOException {
    problemLog.report(refusal);
    format.problem(responseSink, refusal.problem(), refusal.requestId());
  }
}
