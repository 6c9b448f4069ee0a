package dev.streambed.bedrock;

import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Body;
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
record Reply(Response response, ResponseOutlet outlet, ReceivedRequest request) {

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
    switch (answer.body()) {
      case Body.Whole(byte[] bytes) -> {
        headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        outlet.send(bytes);
      }
      case Body.Streamed(Body.Frames frames) -> {
        // The headers leave before the first frame is ready.
        outlet.send(new byte[0]);
        frames.sendTo(outlet);
      }
    }
    outlet.end();
  }
}
