package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
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
record UiFormat(Optional<String> continuedMessage) implements ResponseFormat {

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    String messageId = continuedMessage.orElseGet(() -> "msg_" + requestId.value());
    return new UiStreamWriter(
        new UiMessageStream(sink), messageId, modelRequest.model(), requestId);
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
