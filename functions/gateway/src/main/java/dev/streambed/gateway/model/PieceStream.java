package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/// A streamed answer, taken piece by piece. Of one thread, except for [#close].
public final class PieceStream implements AutoCloseable {

  private static final Problem TORN =
      Problem.of(ErrorCode.UPSTREAM_ERROR, "The answer ended before it was whole.")
          .withCause("TornStream");

  private final Supplier<Attempt> attempts;
  private final Backoff backoff;
  private final Deadline deadline;
  private final Queue<Piece> pieces = new ArrayDeque<>();
  private volatile Attempt attempt;
  private int failures;
  private boolean begun;
  private boolean whole;
  private Usage usage = new Usage.Unknown();
  private String stopReason = "";

  PieceStream(Supplier<Attempt> attempts, Backoff backoff, Deadline deadline) {
    this.attempts = attempts;
    this.backoff = backoff;
    this.deadline = deadline;
    this.attempt = attempts.get();
  }

  /// Waits for what comes next.
  ///
  /// @param patience how long silence is borne; a pause before another attempt may add to it
  public Step next(Duration patience) throws InterruptedException {
    InstantSource clock = deadline.clock();
    Deadline until = deadline.orSooner(clock.instant().plus(patience));
    while (pieces.isEmpty()) {
      Optional<Signal> signal = attempt.poll(until.remaining());
      // Also when there is a signal: a reader who is slow enough always finds one.
      if (deadline.hasPassed()) {
        return failed(Problem.of(ErrorCode.TIMEOUT));
      }
      if (signal.isEmpty()) {
        return new Step.Silence();
      }
      Optional<Step> end = take(signal.get());
      if (end.isPresent()) {
        return end.get();
      }
    }
    begun = true;
    return new Step.Arrived(pieces.remove());
  }

  /// Lets go of an answer that may still be under way.
  @Override
  public void close() {
    attempt.close();
  }

  private Optional<Step> take(Signal signal) throws InterruptedException {
    return switch (signal) {
      case Signal.Chunk(byte[] bytes) -> take(EventReader.read(bytes));
      case Signal.Finished() -> Optional.of(whole ? ended() : failed(TORN));
      case Signal.Broken(Throwable thrown, boolean answered) ->
          // What breaks behind the last event has not cost the caller anything.
          whole ? Optional.of(ended()) : recover(BedrockFailure.of(thrown, answered));
    };
  }

  private Optional<Step> take(MeteredReading metered) throws InterruptedException {
    Reading reading = metered.reading();
    if (!reading.failure().isEmpty()) {
      return recover(BedrockFailure.named(reading.failure()));
    }
    pieces.addAll(reading.pieces());
    whole |= reading.last();
    stopReason = reading.stopReason().isEmpty() ? stopReason : reading.stopReason();
    usage = metered.usage() instanceof Usage.Counted counted ? counted : usage;
    return Optional.empty();
  }

  private Optional<Step> recover(BedrockFailure failure) throws InterruptedException {
    failures++;
    Optional<Duration> pause =
        failure.passes() && !begun ? backoff.pauseAfter(failures, deadline) : Optional.empty();
    if (pause.isEmpty()) {
      return Optional.of(failed(failure.problem()));
    }
    attempt.close();
    Thread.sleep(pause.get());
    attempt = attempts.get();
    return Optional.empty();
  }

  private Step ended() {
    return new Step.Ended(usage, stopReason);
  }

  private Step failed(Problem problem) {
    return new Step.Failed(problem, usage);
  }
}
