package dev.streambed.local.functionurl;

import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.Responses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The response to one caller of a Function URL.
///
/// @param incomingRequest the request
/// @param cors the headers that Lambda adds
/// @param response the response, not committed yet
/// @param callback completed when the response is done
record UrlResponse(
    IncomingRequest incomingRequest, UrlCors cors, Response response, Callback callback) {

  /// Responds to a preflight request.
  void preflight() {
    Responses.send(identified(cors.preflight(origin())), new byte[0], response, callback);
  }

  /// Sends the function's complete response.
  void send(ResponseHead head, byte[] body) {
    Responses.send(decorated(head), body, response, callback);
  }

  /// Sends Lambda's own error.
  void refuse(LambdaError error) {
    send(error.head(), error.body());
  }

  /// Ends a streamed response.
  void end() {
    Responses.end(response, callback);
  }

  /// Breaks off a streamed response that is incomplete.
  void cut() {
    Responses.abort(callback);
  }

  /// A function's head with the headers that Lambda adds to every response.
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

  /// An error that Lambda returns in place of a function's response.
  ///
  /// @param status the HTTP status
  /// @param type the header `x-amzn-ErrorType`, or the empty string
  /// @param text the body
  record LambdaError(int status, String type, String text) {

    static final LambdaError FORBIDDEN =
        new LambdaError(
            403,
            "AccessDeniedException",
            "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see: "
                + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}");

    static final LambdaError NOT_FOUND =
        new LambdaError(404, "ResourceNotFoundException", "{\"Message\":null}");

    static final LambdaError BAD_GATEWAY = new LambdaError(502, "", "Internal Server Error");

    static LambdaError tooLarge(long limit) {
      return new LambdaError(
          413,
          "RequestEntityTooLargeException",
          "{\"Message\":\"Request must be smaller than %d bytes for the InvokeFunction operation\"}"
              .formatted(limit));
    }

    static LambdaError throttled(String reason) {
      return new LambdaError(
          429,
          "TooManyRequestsException",
          "{\"Reason\":\"%s\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}".formatted(reason));
    }

    ResponseHead head() {
      List<Header> headers = new ArrayList<>();
      headers.add(new Header("Content-Type", "application/json"));
      if (!type.isEmpty()) {
        headers.add(new Header("x-amzn-ErrorType", type));
      }
      return new ResponseHead(status, headers);
    }

    byte[] body() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
