package dev.streambed.bedrock;

import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/// Sends an answer over HTTP.
///
/// @param response Jetty's response, nothing sent yet
/// @param outlet the way to the caller
/// @param request for the log
record ResponseSender(Response response, HttpAnswerSink outlet, ReceivedRequest request) {

  private static final String REQUEST_ID = "x-amzn-requestid";

  /// Sends all of it.
  ///
  /// @throws IOException when it cannot be sent to its end
  void send(Answer answer) throws IOException, InterruptedException {
    outlet.waitUntil(System.nanoTime() + answer.after().toNanos());
    request.answered(answer.status());
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(REQUEST_ID, UUID.randomUUID().toString());
    answer.headers().forEach(headers::put);
    switch (answer.answerBody()) {
      case AnswerBody.Whole(byte[] bytes) -> {
        headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        outlet.send(bytes);
      }
      case AnswerBody.Streamed(AnswerBody.FrameSource frameSource) -> {
        // The headers leave before the first frame is ready.
        outlet.send(new byte[0]);
        frameSource.sendTo(outlet);
      }
    }
    outlet.end();
  }
}
