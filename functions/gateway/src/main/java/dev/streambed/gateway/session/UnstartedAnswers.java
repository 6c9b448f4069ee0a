package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.session.WebSocketTable.RowUpdate;
import java.util.Map;
import java.util.Optional;

/// The answers on connections that no invocation has started, and how they are ended. Every method
/// throws `AwsException` when the table cannot be reached. Thread-safe.
public record UnstartedAnswers(WebSocketTable table) {

  /// Marks the row of an answer that was ended unstarted: a repeated call finds it, and continues
  /// where the previous one stopped.
  private static final String MARK = "unstarted";

  private static final Map<String, String> NAMES = Map.of("#status", "status");

  /// An answer that will never start.
  ///
  /// @param stop why it was stopped; empty when it was not
  public record Ended(Optional<StopCause> stop) {}

  /// Ends an answer that has not started, so that it never will.
  ///
  /// @param run the id of an invocation that tried to start the answer and does not know whether it
  ///   did; empty for callers that have not tried
  /// @return empty when it has started, or does not exist
  public Optional<Ended> end(WebSocketAnswerKey answer, Optional<String> run) {
    String condition =
        "requestId = :mine AND (#status = :accepted"
            + " OR (#status = :running AND run = :run)"
            + " OR (#status = :ended AND unstarted = :yes))";
    Map<String, AttributeValue> values =
        Map.of(
            ":mine", AttributeValue.fromS(answer.requestId().value()),
            ":accepted", AttributeValue.fromS(WebSocketAnswers.ACCEPTED),
            ":running", AttributeValue.fromS(WebSocketAnswers.RUNNING),
            ":run", AttributeValue.fromS(run.orElse("")),
            ":ended", AttributeValue.fromS(WebSocketAnswers.ENDED),
            ":yes", AttributeValue.fromBool(true));
    RowUpdate rowUpdate =
        new RowUpdate("SET #status = :ended, unstarted = :yes", condition, NAMES, values);
    return table
        .update(answer.rowKey(), rowUpdate)
        .map(row -> new Ended(StopCause.of(RowAttributes.text(row, "stop"))));
  }

  /// Finds an answer by its request id that has not started, or was ended unstarted.
  public Optional<WebSocketAnswerKey> find(String connectionId, RequestId requestId) {
    return table.query(connectionId, WebSocketAnswerKey.ANSWERS).stream()
        .filter(row -> RowAttributes.text(row, "requestId").equals(requestId.value()))
        .filter(row ->
            RowAttributes.text(row, "status").equals(WebSocketAnswers.ACCEPTED)
                || row.containsKey(MARK))
        .findFirst()
        .flatMap(row -> key(row, requestId));
  }

  // Rows of earlier versions do not name the connection's API.
  private static Optional<WebSocketAnswerKey> key(
      Map<String, AttributeValue> row, RequestId requestId) {
    String[] api = RowAttributes.text(row, "api").split("/", -1);
    Optional<ClientAnswerId> id =
        ClientAnswerId.of(
            RowAttributes.text(row, "item").substring(WebSocketAnswerKey.ANSWERS.length()));
    if (api.length != 2 || id.isEmpty()) {
      return Optional.empty();
    }
    WebSocketConnection webSocketConnection =
        new WebSocketConnection(api[0], api[1], RowAttributes.text(row, "connectionId"));
    return Optional.of(
        new WebSocketAnswerKey(
            webSocketConnection, id.get(), requestId, RowAttributes.instant(row, "expiresAt")));
  }
}
