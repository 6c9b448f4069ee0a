package dev.streambed.local.rest;

import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.Responses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The response to one caller of an API.
///
/// @param request the request
/// @param response the response, not committed yet
/// @param callback completed when the response is done
record RestResponse(RestRequest request, Response response, Callback callback) {

  private static final String JSON = "application/json";

  /// Sends a complete response.
  void send(ResponseHead head, byte[] body) {
    Responses.send(identified(head), body, response, callback);
  }

  /// Sends API Gateway's own error, formatted by the API's gateway responses.
  ///
  /// @param resourcePath the resource, or the empty string when none was found
  void fail(ApiGatewayError error, String resourcePath) {
    GatewayResponses responses = request.api().errors();
    ParameterMapping parameterMapping = new ParameterMapping(request, context(error, resourcePath));
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", JSON));
    headers.add(new Header("x-amzn-ErrorType", error.exception()));
    headers.addAll(parameterMapping.headers(responses.headers(error), "gatewayresponse.header."));
    byte[] body =
        parameterMapping.substitute(responses.template(error)).getBytes(StandardCharsets.UTF_8);
    send(new ResponseHead(responses.status(error), headers), body);
  }

  /// Ends a streamed response.
  void end() {
    Responses.end(response, callback);
  }

  /// Breaks off a streamed response that is incomplete.
  void cut() {
    Responses.abort(callback);
  }

  /// A function's head with the headers that API Gateway adds to every response.
  ResponseHead identified(ResponseHead head) {
    List<Header> headers = new ArrayList<>(head.headers());
    headers.add(new Header("x-amzn-RequestId", request.incomingRequest().requestId()));
    headers.add(new Header("x-amz-apigw-id", request.extendedRequestId()));
    headers.add(new Header("X-Amzn-Trace-Id", request.incomingRequest().traceId().header()));
    return new ResponseHead(head.status(), headers);
  }

  private Map<String, String> context(ApiGatewayError error, String resourcePath) {
    Map<String, String> context = request.context();
    context.put("resourcePath", resourcePath);
    context.put("error.message", error.message());
    context.put("error.messageString", "\"" + error.message() + "\"");
    context.put("error.responseType", error.type());
    return context;
  }
}
