package dev.streambed.local.functionurl;

import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.Responses;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The way back to one caller of a Function URL.
///
/// @param incomingRequest what the caller sent
/// @param cors what Lambda adds to answers
/// @param response the response, not committed yet
/// @param callback is told when the response is done
record UrlResponse(
    IncomingRequest incomingRequest, UrlCors cors, Response response, Callback callback) {

  /// Answers a preflight.
  void preflight() {
    Responses.send(identified(cors.preflight(origin())), new byte[0], response, callback);
  }

  /// Sends a whole answer of the function.
  void send(ResponseHead head, byte[] body) {
    Responses.send(decorated(head), body, response, callback);
  }

  /// Sends Lambda's own answer.
  void refuse(UrlError error) {
    send(error.head(), error.body());
  }

  /// Ends an answer that was streamed.
  void end() {
    Responses.end(response, callback);
  }

  /// Ends an answer that was streamed and is not whole.
  void cut() {
    Responses.abort(callback);
  }

  /// A function's head with what Lambda puts on every answer.
  ResponseHead decorated(ResponseHead head) {
    List<Header> headers = new ArrayList<>(head.headers());
    headers.addAll(cors.additions(origin()));
    return new ResponseHead(head.status(), identified(headers).headers());
  }

  private ResponseHead identified(List<Header> others) {
    List<Header> headers = new ArrayList<>(others);
    headers.add(new Header("x-amzn-RequestId", incomingRequest.requestId()));
    headers.add(new Header("X-Amzn-Trace-Id", incomingRequest.traceId().header()));
    return new ResponseHead(200, headers);
  }

  private String origin() {
    return incomingRequest.headers().first("Origin");
  }
}
