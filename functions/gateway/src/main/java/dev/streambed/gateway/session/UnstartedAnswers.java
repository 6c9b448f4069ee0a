package dev.streambed.gateway.session;

import dev.streambed.gateway.session.SocketTable.Change;
import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.StopCause;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The answers on connections that nobody has begun to write, and how they are ended. Every method
/// throws [SdkException] when the table cannot be reached. Thread-safe.
public record UnstartedAnswers(SocketTable table) {

  /// Stands in the row of an answer that was ended so: who repeats the ending finds it, and goes on
  /// where another has left off.
  private static final String MARK = "unstarted";

  private static final Map<String, String> NAMES = Map.of("#status", "status");

  /// An answer that will never begin.
  ///
  /// @param stop why it was not wanted any more; empty when it was
  public record Ended(Optional<StopCause> stop) {}

  /// Ends an answer that has not begun, so that it never will.
  ///
  /// @param run names the invocation that has tried to begin it and does not know whether it has;
  ///   empty for whoever has not tried
  /// @return empty when it has begun, or is not there
  public Optional<Ended> end(AnswerKey answer, Optional<String> run) {
    String condition =
        "requestId = :mine AND (#status = :accepted"
            + " OR (#status = :running AND run = :run)"
            + " OR (#status = :ended AND unstarted = :yes))";
    Map<String, AttributeValue> values =
        Map.of(
            ":mine", AttributeValue.fromS(answer.requestId().value()),
            ":accepted", AttributeValue.fromS(AnswerRows.ACCEPTED),
            ":running", AttributeValue.fromS(AnswerRows.RUNNING),
            ":run", AttributeValue.fromS(run.orElse("")),
            ":ended", AttributeValue.fromS(AnswerRows.ENDED),
            ":yes", AttributeValue.fromBool(true));
    Change change = new Change("SET #status = :ended, unstarted = :yes", condition, NAMES, values);
    return table
        .update(answer.row(), change)
        .map(row -> new Ended(StopCause.of(Rows.text(row, "stop"))));
  }

  /// Finds an answer that has not begun, or was ended so, by its request.
  public Optional<AnswerKey> find(String connectionId, RequestId requestId) {
    return table.query(connectionId, AnswerKey.ANSWERS).stream()
        .filter(row -> Rows.text(row, "requestId").equals(requestId.value()))
        .filter(
            row -> Rows.text(row, "status").equals(AnswerRows.ACCEPTED) || row.containsKey(MARK))
        .findFirst()
        .flatMap(row -> key(row, requestId));
  }

  // Rows of earlier versions do not say which API the connection belongs to.
  private static Optional<AnswerKey> key(Map<String, AttributeValue> row, RequestId requestId) {
    String[] api = Rows.text(row, "api").split("/", -1);
    Optional<AnswerId> id =
        AnswerId.of(Rows.text(row, "item").substring(AnswerKey.ANSWERS.length()));
    if (api.length != 2 || id.isEmpty()) {
      return Optional.empty();
    }
    Connection connection = new Connection(api[0], api[1], Rows.text(row, "connectionId"));
    return Optional.of(
        new AnswerKey(connection, id.get(), requestId, Rows.instant(row, "expiresAt")));
  }
}
