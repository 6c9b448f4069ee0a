package dev.streambed.local.websocket;

import dev.streambed.local.vocabulary.Json;
import dev.streambed.local.websocket.Integration.Result;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Carries what happens on open connections to the functions, each on a virtual thread of its own.
/// Thread-safe.
final class Messages implements AutoCloseable {

  private final Integration integration;
  private final Connections connections;
  private final Ids ids;
  private final SocketEvent events;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Messages(Integration integration, Connections connections, Ids ids) {
    this.integration = integration;
    this.connections = connections;
    this.ids = ids;
    this.events = new SocketEvent(integration.api());
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  void received(Connection connection, String text) {
    connection.isActive(connections.clock().instant());
    aside(() -> answer(connection, text));
  }

  void ended(Connection connection, Closed closed) {
    connections.closed(connection);
    integration
        .api()
        .route(SocketRoute.DISCONNECT)
        .ifPresent(route -> aside(() -> tell(route, connection, closed)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void answer(Connection connection, String text) throws InterruptedException {
    Optional<SocketRoute> route = integration.api().routeOf(text);
    if (route.isEmpty()) {
      send(SocketError.FORBIDDEN, turn(connection, ""), connection);
      return;
    }
    Turn turn = turn(connection, route.get().key());
    byte[] event = events.message(turn, ids.next(), text);
    switch (integration.invoke(route.get(), turn, event)) {
      case Result.Failed(SocketError error) -> send(error, turn, connection);
      case Result.Answered(SocketAnswer answer) -> {
        if (route.get().answers() && !answer.body().isEmpty()) {
          send(answer.body(), connection);
        }
      }
    }
  }

  private void tell(SocketRoute route, Connection connection, Closed closed)
      throws InterruptedException {
    Turn turn = turn(connection, route.key());
    integration.invoke(route, turn, events.disconnect(turn, closed));
  }

  private void send(SocketError error, Turn turn, Connection connection) {
    send(new String(Json.bytes(error.json(turn)), StandardCharsets.UTF_8), connection);
  }

  private static void send(String text, Connection connection) {
    if (text.getBytes(StandardCharsets.UTF_8).length > Connection.LARGEST_MESSAGE) {
      connection.close(Closed.of(Closed.TOO_LARGE, "Message too long"));
    } else {
      connection.send(text);
    }
  }

  private Turn turn(Connection connection, String routeKey) {
    return new Turn(connection.caller(), routeKey, ids.next(), connections.clock().instant());
  }

  private void aside(Task task) {
    try {
      threads.execute(() -> {
        try {
          task.run();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      });
    } catch (RejectedExecutionException closing) {
      // Connections that end with the stack have nobody left to tell.
    }
  }
}
