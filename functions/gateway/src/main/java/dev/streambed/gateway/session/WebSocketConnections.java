package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.dynamodb.AttributeValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The open connections and their owners. Every method throws `AwsException` when the table cannot
/// be reached. Thread-safe.
public record WebSocketConnections(WebSocketTable table, InstantSource clock) {

  /// API Gateway closes a connection after two hours; messages may still be in flight then.
  private static final Duration LONGEST = Duration.ofMinutes(135);

  private static final String META = "META";
  private static final String PARTS = "PART#";
  private static final String ANSWERS = "GEN#";

  /// Stores the owner of a connection.
  ///
  /// @param credential the client's verified credential, as text
  public void open(
      WebSocketConnection webSocketConnection, CustomerId customer, String credential) {
    Instant now = clock.instant();
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("customerId", AttributeValue.fromS(customer.value()));
    row.put("pass", AttributeValue.fromS(credential));
    row.put("connectedAt", AttributeValue.fromS(now.toString()));
    row.put("expiresAt", RowAttributes.seconds(now.plus(LONGEST)));
    table.put(new SessionKey(webSocketConnection.id(), META), row);
  }

  /// The owner of a connection; empty when it was closed or is too old to be open.
  public Optional<Owner> find(WebSocketConnection webSocketConnection) {
    return table
        .get(new SessionKey(webSocketConnection.id(), META))
        .map(row ->
            new Owner(
                new CustomerId(RowAttributes.text(row, "customerId")),
                RowAttributes.text(row, "pass"),
                RowAttributes.instant(row, "expiresAt")))
        .filter(connectionOwner -> connectionOwner.expiresAt().isAfter(clock.instant()));
  }

  /// Deletes a connection, its prompts and its answers, except running answers, which are stopped.
  public void close(WebSocketConnection webSocketConnection) {
    table.delete(new SessionKey(webSocketConnection.id(), META));
    for (Map<String, AttributeValue> row : table.query(webSocketConnection.id(), ANSWERS)) {
      SessionKey key = new SessionKey(webSocketConnection.id(), RowAttributes.text(row, "item"));
      if (!WebSocketAnswers.disconnect(table, key)) {
        table.delete(key);
      }
    }
    for (Map<String, AttributeValue> row : table.query(webSocketConnection.id(), PARTS)) {
      table.delete(new SessionKey(webSocketConnection.id(), RowAttributes.text(row, "item")));
    }
  }

  /// The owner of a connection.
  ///
  /// @param credential the client's verified credential as text, which is checked again with every
  ///   message
  /// @param expiresAt when API Gateway will have closed the connection
  public record Owner(CustomerId customer, String credential, Instant expiresAt) {}
}
