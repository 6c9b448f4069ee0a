package dev.streambed.local.websocket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Every open connection of a stack, and its timeouts. Thread-safe.
public final class Connections implements AutoCloseable {

  private static final Connection.CloseReason GOING_AWAY =
      Connection.CloseReason.of(Connection.CloseReason.GOING_AWAY, "Going away");

  private final Map<String, Connection> open = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("connection times").factory());
  private final Clock clock;
  private volatile ConnectionTimeouts times;

  public Connections(ConnectionTimeouts times, Clock clock) {
    this.times = times;
    this.clock = clock;
  }

  /// Every open connection, oldest first.
  public List<View> views() {
    return open.values().stream()
        .map(View::of)
        .sorted(Comparator.comparing(View::connectedAt))
        .toList();
  }

  /// Drops a connection without a close frame, as a network failure does.
  ///
  /// @return whether there is such a connection
  public boolean lose(String id) {
    Optional<Connection> connection = Optional.ofNullable(open.get(id));
    connection.ifPresent(Connection::drop);
    return connection.isPresent();
  }

  public ConnectionTimeouts times() {
    return times;
  }

  /// Changes the timeouts, also of open connections.
  public void change(ConnectionTimeouts changed) {
    times = changed;
    open.values().forEach(this::limit);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  void opened(Connection connection) {
    open.put(connection.caller().connectionId(), connection);
    limit(connection);
  }

  void closed(Connection connection) {
    open.remove(connection.caller().connectionId());
    connection.endsBy(CompletableFuture.completedFuture(null));
  }

  /// An open connection of a stage.
  Optional<Connection> find(WebSocketApi.Stage stage, String id) {
    return Optional.ofNullable(open.get(id)).filter(it -> it.caller().stage().equals(stage));
  }

  Clock clock() {
    return clock;
  }

  private void limit(Connection connection) {
    connection.session().setIdleTimeout(times.idle());
    Duration age = Duration.between(connection.caller().connectedAt(), clock.instant());
    long left = Math.max(0, times.maximum().minus(age).toMillis());
    connection.endsBy(
        timer.schedule(() -> connection.close(GOING_AWAY), left, TimeUnit.MILLISECONDS));
  }

  /// The visible state of an open connection.
  ///
  /// @param id its id
  /// @param apiId the API
  /// @param stage the stage's name
  /// @param connectedAt when it was opened
  /// @param lastActiveAt when a message was last sent or received
  public record View(
      String id, String apiId, String stage, Instant connectedAt, Instant lastActiveAt) {

    static View of(Connection connection) {
      ClientIdentity clientIdentity = connection.caller();
      return new View(
          clientIdentity.connectionId(),
          clientIdentity.stage().apiId(),
          clientIdentity.stage().name(),
          clientIdentity.connectedAt(),
          connection.lastActive());
    }
  }
}
