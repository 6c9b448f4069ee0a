package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;

/// How a problem is written, in the API that its caller speaks.
public interface ProblemFormat {

  /// Writes a response that is only an error.
  ///
  /// @throws IOException when the caller cannot be reached any more
  void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException;
}
