package dev.streambed.local.http;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.jetty.server.Request;

/// A request as it arrived at a front door.
///
/// @param requestId the id that the front door assigned
/// @param traceId the caller's trace id, or a new one
/// @param method the HTTP method
/// @param path still escaped
/// @param query the part after the question mark, or the empty string
/// @param headers its headers
/// @param sourceIp the client's address
/// @param time when it arrived
public record IncomingRequest(
    String requestId,
    TraceId traceId,
    String method,
    String path,
    String query,
    RequestHeaders headers,
    String sourceIp,
    Instant time) {

  /// Reads a request.
  public static IncomingRequest of(Request request) {
    RequestHeaders headers = RequestHeaders.of(request.getHeaders());
    String query = request.getHttpURI().getQuery();
    return new IncomingRequest(
        UUID.randomUUID().toString(),
        TraceId.of(headers.first("X-Amzn-Trace-Id")),
        request.getMethod(),
        request.getHttpURI().getPath(),
        query == null ? "" : query,
        headers,
        Request.getRemoteAddr(request),
        Instant.now());
  }
}
