package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.response.AnswerCost;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.util.Optional;

/// How an answer is written for `useChat`: always as a stream.
///
/// @param continuedMessage the id of the message that the answer continues; empty when the answer
///   is a message of its own
/// @param cost what the answer costs; empty where it cannot be told
record UiFormat(Optional<String> continuedMessage, Optional<AnswerCost> cost)
    implements ResponseFormat {

  /// A format that tells no cost.
  UiFormat(Optional<String> continuedMessage) {
    this(continuedMessage, Optional.empty());
  }

  @Override
  public ResponseFormat pricedBy(Pricing pricing, ModelRequest modelRequest) {
    return new UiFormat(continuedMessage, Optional.of(AnswerCost.of(pricing, modelRequest)));
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    String messageId = continuedMessage.orElseGet(() -> "msg_" + requestId.value());
    return new UiStreamWriter(
        new UiMessageStream(sink), messageId, modelRequest.model(), requestId, cost);
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
