package dev.streambed.local.websocket;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// Hears what happens on one connection. Public because Jetty calls it by reflection.
public final class SocketListener implements Session.Listener.AutoDemanding {

  private final Caller caller;
  private final Connections connections;
  private final Messages messages;
  private volatile Optional<Connection> connection = Optional.empty();

  SocketListener(Caller caller, Connections connections, Messages messages) {
    this.caller = caller;
    this.connections = connections;
    this.messages = messages;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    Connection opened = new Connection(caller, session);
    connection = Optional.of(opened);
    session.addIdleTimeoutListener(_ -> {
      opened.close(Closed.of(Closed.GOING_AWAY, "Going away"));
      return false;
    });
    connections.opened(opened);
  }

  @Override
  public void onWebSocketText(String message) {
    connection.ifPresent(it -> messages.received(it, message));
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    callback.succeed();
    connection.ifPresent(
        it -> it.close(Closed.of(Closed.NOT_ACCEPTABLE, "Binary frames are not supported")));
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    // Whatever it is, Jetty closes the connection and tells so.
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason, Callback callback) {
    Closed closed = Closed.of(statusCode, reason == null ? "" : reason);
    connection.ifPresent(it -> messages.ended(it, closed));
    callback.succeed();
  }
}
