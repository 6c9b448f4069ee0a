package dev.streambed.gateway.domain;

import java.util.Optional;

/// One HTTP call, independent of its front door.
///
/// @param requestLine the method and the path
/// @param requestId the id that responses and log lines carry
/// @param deadline when the response must be complete
public record InboundCall(
    Transport transport,
    RequestLine requestLine,
    Headers headers,
    Payload body,
    RequestId requestId,
    Deadline deadline) {

  /// Whether the caller chose the request id. An invalid header counts as absent.
  public boolean hasCallersRequestId() {
    return headers.get("x-request-id").equals(Optional.of(requestId.value()));
  }
}
