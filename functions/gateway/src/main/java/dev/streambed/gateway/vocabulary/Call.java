package dev.streambed.gateway.vocabulary;

import java.util.Optional;

/// One HTTP call, whichever front door it came in by.
///
/// @param target the method and the route
/// @param requestId on every answer and in the log
/// @param deadline when the answer must have ended
public record Call(
    Transport transport,
    Target target,
    Headers headers,
    Payload body,
    RequestId requestId,
    Deadline deadline) {

  /// Whether the caller chose the request's id. A header that does not fit names nothing.
  public boolean isNamed() {
    return headers.get("x-request-id").equals(Optional.of(requestId.value()));
  }
}
