package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;
import java.util.Optional;

/// The seed format: Streambed's own events, and Bedrock's own documents.
///
/// @param cost what a streamed answer costs; empty where it cannot be told
public record SeedResponseFormat(Optional<AnswerCost> cost) implements ResponseFormat {

  /// The format of answers whose cost is not told.
  public SeedResponseFormat() {
    this(Optional.empty());
  }

  @Override
  public ResponseFormat pricedBy(Pricing pricing, ModelRequest modelRequest) {
    return new SeedResponseFormat(Optional.of(AnswerCost.of(pricing, modelRequest)));
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    return ResponseWriters.streamed(sink, modelRequest, requestId, cost);
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
