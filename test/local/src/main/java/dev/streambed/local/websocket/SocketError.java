package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.vocabulary.Json;
import org.eclipse.jetty.http.HttpStatus;

/// An error of API Gateway itself.
///
/// @param status of the handshake
/// @param message what it says
record SocketError(int status, String message) {

  private static final String INTERNAL = "Internal server error";

  static final SocketError FORBIDDEN = new SocketError(403, "Forbidden");

  /// The function may not be invoked, or Lambda does not invoke it.
  static final SocketError NOT_INVOKED = new SocketError(500, INTERNAL);

  /// The function failed, or its answer is malformed.
  static final SocketError BAD_ANSWER = new SocketError(502, INTERNAL);

  static final SocketError TIMEOUT = new SocketError(504, "Endpoint request timed out");

  /// A `$connect` function that does not want the caller.
  static SocketError refused(int status) {
    return new SocketError(status, status < 500 ? HttpStatus.getMessage(status) : INTERNAL);
  }

  ObjectNode json(Turn turn) {
    return Json.object()
        .put("message", message)
        .put("connectionId", turn.caller().connectionId())
        .put("requestId", turn.requestId());
  }
}
