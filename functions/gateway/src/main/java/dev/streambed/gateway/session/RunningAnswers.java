package dev.streambed.gateway.session;

import dev.streambed.gateway.aws.SdkFailure;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StopCause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;

/// Tracks the running streamed answers, so that they can be stopped. Thread-safe.
public final class RunningAnswers {

  /// How long an answer may take to end after its deadline.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final SessionTable table;
  private final LogSink log;
  private final RandomGenerator random;
  private final InstantSource clock;

  RunningAnswers(SessionTable table, LogSink log, RandomGenerator random, InstantSource clock) {
    this.table = table;
    this.log = log;
    this.random = random;
    this.clock = clock;
  }

  /// Builds this from the table `sessions`.
  public static RunningAnswers of(GatewayDependencies gatewayDependencies) {
    SessionTable table =
        new SessionTable(
            gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().sessions());
    return new RunningAnswers(
        table,
        gatewayDependencies.log(),
        gatewayDependencies.random(),
        gatewayDependencies.clock());
  }

  /// Registers the id of an answer that is about to start. A buffered answer is not registered,
  /// because it cannot be stopped.
  public Registration register(
      CustomerId customer, InboundCall inboundCall, ModelRequest modelRequest) {
    if (!modelRequest.streamed()) {
      return new Registration.Registered(RunningAnswer.unstoppable());
    }
    HttpAnswerRow row =
        new HttpAnswerRow(
            table,
            SessionKey.ofHttp(customer, inboundCall.requestId()),
            inboundCall.deadline().at().plus(MARGIN),
            new UnstoppableAnswerLog(log, inboundCall.requestId()));
    return inboundCall.hasCallersRequestId()
        ? register(row)
        : new Registration.Registered(RunningAnswer.withRowToPut(row));
  }

  /// Requests that an answer stops, if it is running.
  public StopResult stop(SessionKey key, StopCause cause) {
    try {
      return table.stop(key, cause, clock.instant())
          ? new StopResult.Requested()
          : new StopResult.NotRunning();
    } catch (SdkException e) {
      return new StopResult.Failed(
          Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  private Registration register(HttpAnswerRow row) {
    try {
      return row.putNew(HexFormat.of().toHexDigits(random.nextLong()), clock.instant())
          ? new Registration.Registered(RunningAnswer.withRow(row))
          : new Registration.IdInUse();
    } catch (SdkException e) {
      row.failureLog().writeOnce(e);
      return new Registration.Registered(RunningAnswer.unstoppable());
    }
  }

  /// Whether the id was registered.
  public sealed interface Registration {

    record Registered(RunningAnswer answer) implements Registration {}

    /// Another running answer of the same customer has this id.
    record IdInUse() implements Registration {}
  }

  /// The result of a request to stop an answer.
  public sealed interface StopResult {

    /// The answer will end within moments.
    record Requested() implements StopResult {}

    /// No running answer has this id.
    record NotRunning() implements StopResult {}

    /// The table cannot be reached.
    record Failed(Problem problem) implements StopResult {}
  }

  /// The row of one answer of an HTTP front door. It is deleted when the answer has ended.
  record HttpAnswerRow(
      SessionTable table, SessionKey key, Instant expiresAt, UnstoppableAnswerLog failureLog)
      implements AnswerRow {

    @Override
    public void put() {
      table.put(key, expiresAt);
    }

    /// Writes the row unless another answer with this id is running.
    ///
    /// @param run distinguishes this answer from others
    boolean putNew(String run, Instant now) {
      return table.putNew(key, run, expiresAt, now);
    }

    @Override
    public Optional<StopCause> stopCause() {
      return table.stopCause(key);
    }

    @Override
    public void end() {
      table.delete(key);
    }
  }
}
