package dev.streambed.gateway.domain;

import java.util.Optional;

/// One HTTP call, whichever front door it came in by.
///
/// @param requestLine the method and the route
/// @param requestId on every answer and in the log
/// @param deadline when the answer must have ended
public record InboundCall(
    Transport transport,
    RequestLine requestLine,
    Headers headers,
    Payload body,
    RequestId requestId,
    Deadline deadline) {

  /// Whether the caller chose the request's id. A header that does not fit names nothing.
  public boolean hasCallersRequestId() {
    return headers.get("x-request-id").equals(Optional.of(requestId.value()));
  }
}
