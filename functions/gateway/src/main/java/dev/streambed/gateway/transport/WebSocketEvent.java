package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;

/// What happens on a WebSocket.
public sealed interface WebSocketEvent {

  WebSocketConnection connection();

  /// Of the invocation that was told of it.
  RequestId requestId();

  /// A client wants to connect.
  ///
  /// @param headers with the API key among them, wherever the client put it
  /// @param offersProtocol whether it speaks [WebSocketResponse#PROTOCOL], and is to be told that
  ///   we do
  record ConnectRequested(
      WebSocketConnection connection, RequestId requestId, Headers headers, boolean offersProtocol)
      implements WebSocketEvent {}

  /// A client says something.
  ///
  /// @param function the ARN that the function was invoked by
  record MessageReceived(
      WebSocketConnection connection,
      RequestId requestId,
      WebSocketMessage message,
      String function)
      implements WebSocketEvent {}

  /// A connection has ended.
  record Disconnected(WebSocketConnection connection, RequestId requestId)
      implements WebSocketEvent {}
}
