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

/// The streamed answers that are running, so that they can be stopped. Thread-safe.
public final class RunningAnswers {

  /// What an answer takes after its deadline to end.
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

  /// Takes the name of an answer that is about to begin. One that is not streamed needs none: it
  /// cannot be stopped.
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

  /// Has an answer end, if it runs.
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

  /// Whether an answer may begin under its name.
  public sealed interface Registration {

    record Registered(RunningAnswer answer) implements Registration {}

    /// An answer of the same customer's runs under that name.
    record IdInUse() implements Registration {}
  }

  /// What became of the wish to stop an answer.
  public sealed interface StopResult {

    /// It will end within moments.
    record Requested() implements StopResult {}

    /// There is no such answer, or not any more.
    record NotRunning() implements StopResult {}

    /// The table cannot be reached.
    record Failed(Problem problem) implements StopResult {}
  }

  /// The row of one answer of an HTTP front door, which goes when the answer has ended.
  record HttpAnswerRow(
      SessionTable table, SessionKey key, Instant expiresAt, UnstoppableAnswerLog failureLog)
      implements AnswerRow {

    @Override
    public void put() {
      table.put(key, expiresAt);
    }

    /// Puts it unless another answer of this name is running.
    ///
    /// @param run tells this answer from others
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
