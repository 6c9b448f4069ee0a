package dev.streambed.gateway.session;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.StopCause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
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

  public RunningAnswers(
      SessionTable table, LogSink log, RandomGenerator random, InstantSource clock) {
    this.table = table;
    this.log = log;
    this.random = random;
    this.clock = clock;
  }

  /// Takes the name of an answer that is about to begin. One that is not streamed needs none: it
  /// cannot be stopped.
  public Entry enter(CustomerId customer, Call call, Ask ask) {
    if (!ask.streamed()) {
      return new Entry.Entered(RunningAnswer.unseen());
    }
    HttpRow row =
        new HttpRow(
            table,
            SessionKey.ofHttp(customer, call.requestId()),
            call.deadline().at().plus(MARGIN),
            new Complaint(log, call.requestId()));
    return call.isNamed() ? enter(row) : new Entry.Entered(RunningAnswer.toBePut(row));
  }

  /// Has an answer end, if it runs.
  public Stopping stop(SessionKey key, StopCause cause) {
    try {
      return table.stop(key, cause, clock.instant())
          ? new Stopping.Asked()
          : new Stopping.NotRunning();
    } catch (SdkException e) {
      return new Stopping.Failed(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  private Entry enter(HttpRow row) {
    try {
      return row.putNew(HexFormat.of().toHexDigits(random.nextLong()), clock.instant())
          ? new Entry.Entered(RunningAnswer.put(row))
          : new Entry.Taken();
    } catch (SdkException e) {
      row.complaint().about(e);
      return new Entry.Entered(RunningAnswer.unseen());
    }
  }
}
