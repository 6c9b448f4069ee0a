package dev.streambed.gateway.transport;

import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.RequestId;

/// What happens on a WebSocket.
public sealed interface SocketEvent {

  Connection connection();

  /// Of the invocation that was told of it.
  RequestId requestId();

  /// A client wants to connect.
  ///
  /// @param headers with the token among them, wherever the client put it
  /// @param offersProtocol whether it speaks [SocketReturn#PROTOCOL], and is to be told that we do
  record Connecting(
      Connection connection, RequestId requestId, Headers headers, boolean offersProtocol)
      implements SocketEvent {}

  /// A client says something.
  ///
  /// @param function the ARN that the function was invoked by
  record Said(Connection connection, RequestId requestId, ClientMessage message, String function)
      implements SocketEvent {}

  /// A connection has ended.
  record Ended(Connection connection, RequestId requestId) implements SocketEvent {}
}
