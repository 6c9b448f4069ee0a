package dev.streambed.gateway.session;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.session.WebSocketTable.RowUpdate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The answers on connections, from the requesting message to the end. Every method throws
/// [AwsException] when the table cannot be reached. Thread-safe.
///
/// | status | |
/// |---|---|
/// | `gathering` | its prompt comes in parts |
/// | `accepted` | handed over to an invocation of its own |
/// | `running` | that invocation has started |
/// | `ended` | kept, so that its id is not used again; if it never started: [UnstartedAnswers] |
public record WebSocketAnswers(WebSocketTable table, LogSink log) {

  static final String GATHERING = "gathering";
  static final String ENDED = "ended";
  static final String ACCEPTED = "accepted";
  static final String RUNNING = "running";
  private static final Map<String, String> NAMES = Map.of("#status", "status", "#stop", "stop");
  private static final Map<String, String> STATUS = Map.of("#status", "status");

  /// Registers the id of an answer whose prompt is complete.
  ///
  /// @return whether the id was free
  public boolean accept(WebSocketAnswerKey answer) {
    return table.putNew(
        answer.rowKey(),
        Map.of(
            "requestId", AttributeValue.fromS(answer.requestId().value()),
            "api", answer.apiAttribute(),
            "status", AttributeValue.fromS(ACCEPTED),
            "expiresAt", RowAttributes.seconds(answer.expiresAt())));
  }

  /// Accepts an answer whose parts have all arrived, once.
  ///
  /// @return whether this call accepted it
  public boolean acceptGathered(WebSocketAnswerKey answer) {
    String condition = "#status = :gathering OR (#status = :accepted AND requestId = :mine)";
    Map<String, AttributeValue> values = values("mine", answer.requestId().value());
    values.put(":gathering", AttributeValue.fromS(GATHERING));
    values.put(":api", answer.apiAttribute());
    values.put(":accepted", AttributeValue.fromS(ACCEPTED));
    RowUpdate rowUpdate =
        new RowUpdate(
            "SET #status = :accepted, requestId = :mine, api = :api", condition, STATUS, values);
    return table.update(answer.rowKey(), rowUpdate).isPresent();
  }

  /// Releases the id of an answer that was refused after registration.
  ///
  /// @return false when the answer has started; then it keeps its id
  public boolean release(WebSocketAnswerKey answer) {
    Map<String, AttributeValue> values = values("mine", answer.requestId().value());
    values.put(":accepted", AttributeValue.fromS(ACCEPTED));
    String condition = "#status = :accepted AND requestId = :mine";
    Map<String, AttributeValue> left =
        table.deleteIf(answer.rowKey(), new RowUpdate("", condition, STATUS, values));
    // No row is left when the client retries a deletion whose response was lost.
    return !RowAttributes.text(left, "requestId").equals(answer.requestId().value());
  }

  /// Starts an answer, in one of the invocations that it was handed over to: Lambda may deliver an
  /// event more than once. Does not throw.
  ///
  /// @param run the id of the invocation
  public Start begin(WebSocketAnswerKey answer, String run) {
    String condition =
        "requestId = :mine AND (#status = :accepted OR (#status = :running AND run = :run))";
    Map<String, AttributeValue> values = values("mine", answer.requestId().value());
    values.put(":accepted", AttributeValue.fromS(ACCEPTED));
    values.put(":running", AttributeValue.fromS(RUNNING));
    values.put(":run", AttributeValue.fromS(run));
    RowUpdate rowUpdate =
        new RowUpdate("SET #status = :running, run = :run", condition, STATUS, values);
    try {
      return table
          .update(answer.rowKey(), rowUpdate)
          .<Start>map(row -> new Start.Started(running(answer), cause(row)))
          .orElseGet(Start.NotStarted::new);
    } catch (AwsException e) {
      return new Start.Failed(Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName()));
    }
  }

  /// Requests that an answer stops.
  ///
  /// @return whether there is an answer that has not ended
  public boolean stop(WebSocketAnswerKey answer) {
    return flag(table, answer.rowKey(), StopCause.STOPPED);
  }

  /// Why the answer is to be stopped; empty when it is not.
  Optional<StopCause> stopCause(WebSocketAnswerKey answer) {
    return table.getEventually(answer.rowKey()).flatMap(WebSocketAnswers::cause);
  }

  /// Marks an answer as ended.
  void end(WebSocketAnswerKey answer) {
    Map<String, AttributeValue> values = values("ended", ENDED);
    values.put(":until", RowAttributes.seconds(answer.expiresAt()));
    RowUpdate rowUpdate =
        new RowUpdate(
            "SET #status = :ended, expiresAt = :until",
            "attribute_exists(connectionId)",
            STATUS,
            values);
    table.update(answer.rowKey(), rowUpdate);
  }

  /// Marks an answer's client as disconnected.
  ///
  /// @return whether the answer has not ended
  static boolean disconnect(WebSocketTable table, SessionKey row) {
    return flag(table, row, StopCause.DISCONNECTED);
  }

  // The first cause is kept: the client has been told about a stop.
  private static boolean flag(WebSocketTable table, SessionKey row, StopCause cause) {
    Map<String, AttributeValue> values = values("cause", cause.wireName());
    values.put(":accepted", AttributeValue.fromS(ACCEPTED));
    values.put(":running", AttributeValue.fromS(RUNNING));
    RowUpdate rowUpdate =
        new RowUpdate(
            "SET #stop = if_not_exists(#stop, :cause)",
            "#status IN (:accepted, :running)",
            NAMES,
            values);
    return table.update(row, rowUpdate).isPresent();
  }

  private RunningAnswer running(WebSocketAnswerKey answer) {
    return RunningAnswer.of(
        new WebSocketAnswerRow(this, answer, new UnstoppableAnswerLog(log, answer.requestId())));
  }

  private static Optional<StopCause> cause(Map<String, AttributeValue> row) {
    return StopCause.of(RowAttributes.text(row, "stop"));
  }

  private static Map<String, AttributeValue> values(String name, String value) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":" + name, AttributeValue.fromS(value));
    return values;
  }

  /// Whether the calling invocation is to write the answer.
  public sealed interface Start {

    /// The invocation writes the answer.
    ///
    /// @param stop why it is to be stopped; empty when it is not
    record Started(RunningAnswer answer, Optional<StopCause> stop) implements Start {}

    /// Another invocation writes the answer, or it must not be written.
    record NotStarted() implements Start {}

    /// The table cannot be reached.
    record Failed(Problem problem) implements Start {}
  }

  /// The row of one answer on a connection. It is kept when the answer has ended, so that its id is
  /// not used again.
  record WebSocketAnswerRow(
      WebSocketAnswers answers, WebSocketAnswerKey key, UnstoppableAnswerLog failureLog)
      implements StoppableAnswer {

    @Override
    public Optional<StopCause> stopCause() {
      return answers.stopCause(key);
    }

    @Override
    public void end() {
      answers.end(key);
    }
  }
}
