package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who is connected. Every method throws [SdkException] when the table cannot be reached.
///
/// Thread-safe.
public record ConnectionRows(SocketTable table, InstantSource clock) {

  /// API Gateway ends a connection after two hours; messages may still be under way then.
  private static final Duration LONGEST = Duration.ofMinutes(135);

  private static final String META = "META";
  private static final String PARTS = "PART#";
  private static final String ANSWERS = "GEN#";

  /// Remembers whose a connection is.
  ///
  /// @param pass what its client proved itself by
  public void open(Connection connection, CustomerId customer, String pass) {
    Instant now = clock.instant();
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("customerId", AttributeValue.fromS(customer.value()));
    row.put("pass", AttributeValue.fromS(pass));
    row.put("connectedAt", AttributeValue.fromS(now.toString()));
    row.put("expiresAt", Rows.seconds(now.plus(LONGEST)));
    table.put(new SessionKey(connection.id(), META), row);
  }

  /// Whose it is, unless it was closed or is too old to be open.
  public Optional<Owner> find(Connection connection) {
    return table
        .get(new SessionKey(connection.id(), META))
        .map(row ->
            new Owner(
                new CustomerId(Rows.text(row, "customerId")),
                Rows.text(row, "pass"),
                Rows.instant(row, "expiresAt")))
        .filter(owner -> owner.until().isAfter(clock.instant()));
  }

  /// Forgets a connection, its prompts, and its answers but for those that run, which are told.
  public void close(Connection connection) {
    table.delete(new SessionKey(connection.id(), META));
    for (Map<String, AttributeValue> row : table.query(connection.id(), ANSWERS)) {
      SessionKey key = new SessionKey(connection.id(), Rows.text(row, "item"));
      if (!AnswerRows.disconnect(table, key)) {
        table.delete(key);
      }
    }
    for (Map<String, AttributeValue> row : table.query(connection.id(), PARTS)) {
      table.delete(new SessionKey(connection.id(), Rows.text(row, "item")));
    }
  }
}
