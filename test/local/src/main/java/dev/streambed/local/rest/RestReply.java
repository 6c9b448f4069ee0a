package dev.streambed.local.rest;

import dev.streambed.local.http.Replies;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The way back to one caller of an API.
///
/// @param request what the caller sent
/// @param response the response, not committed yet
/// @param callback is told when the response is done
record RestReply(RestRequest request, Response response, Callback callback) {

  private static final String JSON = "application/json";

  /// Sends a whole answer.
  void send(ResponseHead head, byte[] body) {
    Replies.send(identified(head), body, response, callback);
  }

  /// Sends API Gateway's own error, as the API's gateway responses dress it.
  ///
  /// @param resourcePath the resource, or the empty string when none was found
  void fail(GatewayError error, String resourcePath) {
    GatewayResponses responses = request.api().errors();
    Mapping mapping = new Mapping(request, context(error, resourcePath));
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", JSON));
    headers.add(new Header("x-amzn-ErrorType", error.exception()));
    headers.addAll(mapping.headers(responses.headers(error), "gatewayresponse.header."));
    byte[] body = mapping.substitute(responses.template(error)).getBytes(StandardCharsets.UTF_8);
    send(new ResponseHead(responses.status(error), headers), body);
  }

  /// Ends an answer that was streamed.
  void end() {
    Replies.end(response, callback);
  }

  /// Ends an answer that was streamed and is not whole.
  void cut() {
    Replies.cut(callback);
  }

  /// A function's head with what API Gateway puts on every answer.
  ResponseHead identified(ResponseHead head) {
    List<Header> headers = new ArrayList<>(head.headers());
    headers.add(new Header("x-amzn-RequestId", request.arrival().requestId()));
    headers.add(new Header("x-amz-apigw-id", request.extendedRequestId()));
    headers.add(new Header("X-Amzn-Trace-Id", request.arrival().traceId().header()));
    return new ResponseHead(head.status(), headers);
  }

  private Map<String, String> context(GatewayError error, String resourcePath) {
    Map<String, String> context = request.context();
    context.put("resourcePath", resourcePath);
    context.put("error.message", error.message());
    context.put("error.messageString", "\"" + error.message() + "\"");
    context.put("error.responseType", error.type());
    return context;
  }
}
