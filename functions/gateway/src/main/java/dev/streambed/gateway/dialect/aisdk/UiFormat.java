package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.util.Optional;

/// How an answer is written for `useChat`: always as a stream.
///
/// @param continuedMessage the id of the message that the answer continues; empty when the answer
///   is a message of its own
/// @param costs what the answer costs
record UiFormat(Optional<String> continuedMessage, UiCost costs) implements ResponseFormat {

  /// A format that tells no cost.
  UiFormat(Optional<String> continuedMessage) {
    this(continuedMessage, UiCost.UNKNOWN);
  }

  @Override
  public ResponseFormat pricedBy(Pricing pricing, ModelRequest modelRequest) {
    ModelTarget target = modelRequest.modelTarget();
    return new UiFormat(continuedMessage, usage -> pricing.cost(target, usage));
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    String messageId = continuedMessage.orElseGet(() -> "msg_" + requestId.value());
    return new UiStreamWriter(
        new UiMessageStream(sink), messageId, modelRequest.model(), requestId, costs);
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId) {
    throw new IllegalStateException("an answer that is not streamed");
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    UiProblem.write(sink, problem);
  }
}
