package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;

/// How the answer to one request is written, in the API that its caller speaks.
public interface ResponseFormat extends ProblemFormat {

  /// A writer for an answer in chunks.
  ResponseWriter streamed(ResponseSink sink, ModelRequest modelRequest, RequestId requestId);

  /// Writes an answer that was not streamed.
  ///
  /// @throws IOException when the caller cannot be reached any more
  void document(ResponseSink sink, ModelDocument document, RequestId requestId) throws IOException;
}
