package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;

/// The seed format: Streambed's own events, and Bedrock's own documents.
public final class SeedResponseFormat implements ResponseFormat {

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    return ResponseWriters.streamed(sink, modelRequest, requestId);
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    ResponseWriters.document(sink, document.json());
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    ResponseWriters.problem(sink, problem, requestId);
  }
}
