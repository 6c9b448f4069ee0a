package dev.streambed.local.websocket;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// Listens to the events of one connection. Public because Jetty calls it by reflection.
public final class ConnectionListener implements Session.Listener.AutoDemanding {

  private final ClientIdentity clientIdentity;
  private final Connections connections;
  private final MessageDispatcher messageDispatcher;
  private volatile Optional<Connection> connection = Optional.empty();

  ConnectionListener(
      ClientIdentity clientIdentity, Connections connections, MessageDispatcher messageDispatcher) {
    this.clientIdentity = clientIdentity;
    this.connections = connections;
    this.messageDispatcher = messageDispatcher;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    Connection opened = new Connection(clientIdentity, session);
    connection = Optional.of(opened);
    session.addIdleTimeoutListener(_ -> {
      opened.close(Connection.CloseReason.of(Connection.CloseReason.GOING_AWAY, "Going away"));
      return false;
    });
    connections.opened(opened);
  }

  @Override
  public void onWebSocketText(String message) {
    connection.ifPresent(it -> messageDispatcher.received(it, message));
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    callback.succeed();
    connection.ifPresent(it ->
        it.close(
            Connection.CloseReason.of(
                Connection.CloseReason.NOT_ACCEPTABLE, "Binary frames are not supported")));
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    // Jetty closes the connection and reports the error itself.
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason, Callback callback) {
    Connection.CloseReason closeReason =
        Connection.CloseReason.of(statusCode, reason == null ? "" : reason);
    connection.ifPresent(it -> messageDispatcher.ended(it, closeReason));
    callback.succeed();
  }
}
