package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.HttpCall;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequestTarget;
import dev.streambed.gateway.domain.Transport;

/// A message on a connection as an [HttpCall]: it has neither a path nor headers.
final class WebSocketCall {

  private static final RequestTarget NOWHERE = new RequestTarget("", "");

  private WebSocketCall() {}

  static HttpCall of(RequestId requestId, Deadline deadline) {
    return new HttpCall(
        Transport.WEB_SOCKET, NOWHERE, Headers.NONE, Payload.EMPTY, requestId, deadline);
  }
}
