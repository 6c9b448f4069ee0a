package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/// How the answer to one request is written, in the API that its caller speaks.
public interface ResponseFormat extends ProblemFormat {

  /// The rate-limit headers of every response to the request.
  ///
  /// @param headers by our own names, with resets in seconds
  default Map<String, String> rateLimits(Map<String, String> headers, Instant now) {
    return headers;
  }

  /// A writer for an answer in chunks.
  ResponseWriter streamed(ResponseSink sink, ModelRequest modelRequest, RequestId requestId);

  /// The same format when another model answers than the one that the request was for.
  default ResponseFormat answeredBy(ModelId model) {
    return this;
  }

  /// The same format where it tells what the answer costs.
  default ResponseFormat pricedBy(Pricing pricing, ModelRequest modelRequest) {
    return this;
  }

  /// Writes an answer that was not streamed.
  ///
  /// @throws IOException when the caller cannot be reached any more
  void document(ResponseSink sink, ModelDocument document, RequestId requestId) throws IOException;
}
