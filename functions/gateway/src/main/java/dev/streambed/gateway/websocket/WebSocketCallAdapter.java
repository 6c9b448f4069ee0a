package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.Transport;

/// A message on a connection as an [InboundCall], which then has neither a path nor headers.
final class WebSocketCallAdapter {

  private static final RequestLine NOWHERE = new RequestLine("", "");

  private WebSocketCallAdapter() {}

  static InboundCall of(RequestId requestId, Deadline deadline) {
    return new InboundCall(
        Transport.WEB_SOCKET, NOWHERE, Headers.NONE, Payload.EMPTY, requestId, deadline);
  }
}
