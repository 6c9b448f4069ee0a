package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;

/// An event of a WebSocket.
public sealed interface WebSocketEvent {

  WebSocketConnection connection();

  /// The id of the invocation that received the event.
  RequestId requestId();

  /// A client connects.
  ///
  /// @param headers include the API key, however the client sent it
  /// @param offersProtocol whether the client offers [WebSocketResponse#PROTOCOL], which the
  ///   response then must confirm
  record ConnectRequested(
      WebSocketConnection connection, RequestId requestId, Headers headers, boolean offersProtocol)
      implements WebSocketEvent {}

  /// A client sent a message.
  ///
  /// @param function the ARN that the function was invoked with
  record MessageReceived(
      WebSocketConnection connection,
      RequestId requestId,
      WebSocketMessage message,
      String function)
      implements WebSocketEvent {}

  /// A connection was closed.
  record Disconnected(WebSocketConnection connection, RequestId requestId)
      implements WebSocketEvent {}
}
