package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import org.eclipse.jetty.http.HttpStatus;

/// An error of API Gateway itself.
///
/// @param status the status of the handshake
/// @param message the message
record WebSocketError(int status, String message) {

  private static final String INTERNAL = "Internal server error";

  static final WebSocketError FORBIDDEN = new WebSocketError(403, "Forbidden");

  /// The function may not be invoked, or Lambda does not invoke it.
  static final WebSocketError NOT_INVOKED = new WebSocketError(500, INTERNAL);

  /// The function failed, or its response is malformed.
  static final WebSocketError BAD_ANSWER = new WebSocketError(502, INTERNAL);

  static final WebSocketError TIMEOUT = new WebSocketError(504, "Endpoint request timed out");

  /// The `$connect` function refused the connection.
  static WebSocketError refused(int status) {
    return new WebSocketError(status, status < 500 ? HttpStatus.getMessage(status) : INTERNAL);
  }

  ObjectNode json(Integration.RouteInvocation routeInvocation) {
    return Json.object()
        .put("message", message)
        .put("connectionId", routeInvocation.clientIdentity().connectionId())
        .put("requestId", routeInvocation.requestId());
  }
}
