package dev.streambed.local.websocket;

import dev.streambed.local.domain.Json;
import dev.streambed.local.websocket.Integration.Result;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Passes messages and disconnects to the functions, each on its own virtual thread. Thread-safe.
final class MessageDispatcher implements AutoCloseable {

  private final Integration integration;
  private final Connections connections;
  private final IdGenerator idGenerator;
  private final WebSocketEventFactory events;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  MessageDispatcher(Integration integration, Connections connections, IdGenerator idGenerator) {
    this.integration = integration;
    this.connections = connections;
    this.idGenerator = idGenerator;
    this.events = new WebSocketEventFactory(integration.api());
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  void received(Connection connection, String text) {
    connection.isActive(connections.clock().instant());
    runInBackground(() -> answer(connection, text));
  }

  void ended(Connection connection, Connection.CloseReason closeReason) {
    connections.closed(connection);
    integration
        .api()
        .route(WebSocketApi.Route.DISCONNECT)
        .ifPresent(route -> runInBackground(() -> tell(route, connection, closeReason)));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void answer(Connection connection, String text) throws InterruptedException {
    Optional<WebSocketApi.Route> route = integration.api().routeOf(text);
    if (route.isEmpty()) {
      send(WebSocketError.FORBIDDEN, invocation(connection, ""), connection);
      return;
    }
    Integration.RouteInvocation routeInvocation = invocation(connection, route.get().key());
    byte[] event = events.message(routeInvocation, idGenerator.next(), text);
    switch (integration.invoke(route.get(), routeInvocation, event)) {
      case Result.Failed(WebSocketError error) -> send(error, routeInvocation, connection);
      case Result.Answered(WebSocketResult answer) -> {
        if (route.get().answers() && !answer.body().isEmpty()) {
          send(answer.body(), connection);
        }
      }
    }
  }

  private void tell(
      WebSocketApi.Route route, Connection connection, Connection.CloseReason closeReason)
      throws InterruptedException {
    Integration.RouteInvocation routeInvocation = invocation(connection, route.key());
    integration.invoke(route, routeInvocation, events.disconnect(routeInvocation, closeReason));
  }

  private void send(
      WebSocketError error, Integration.RouteInvocation routeInvocation, Connection connection) {
    send(new String(Json.bytes(error.json(routeInvocation)), StandardCharsets.UTF_8), connection);
  }

  private static void send(String text, Connection connection) {
    if (text.getBytes(StandardCharsets.UTF_8).length > Connection.LARGEST_MESSAGE) {
      connection.close(
          Connection.CloseReason.of(Connection.CloseReason.TOO_LARGE, "Message too long"));
    } else {
      connection.send(text);
    }
  }

  private Integration.RouteInvocation invocation(Connection connection, String routeKey) {
    return new Integration.RouteInvocation(
        connection.caller(), routeKey, idGenerator.next(), connections.clock().instant());
  }

  private void runInBackground(Task task) {
    try {
      threads.execute(() -> {
        try {
          task.run();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
        }
      });
    } catch (RejectedExecutionException closing) {
      // The stack is closing: there is no function left to invoke.
    }
  }
}
