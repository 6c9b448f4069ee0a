package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// A streamed answer, taken piece by piece. Of one thread, except for [#stop] and [#close].
///
/// Whoever does not want any more pieces, because of a stop or because nobody hears them, takes
/// them to the end with [#readOn] or [#drain]: Bedrock bills the whole answer, and its token counts
/// come last.
public final class PieceStream implements AutoCloseable {

  private static final Problem TORN =
      Problem.of(ErrorCode.UPSTREAM_ERROR, "The answer ended before it was whole.")
          .withCause("TornStream");

  private final Attempts attempts;
  private final Deadline deadline;
  private final Progress progress;
  private final Queue<Piece> pieces = new ArrayDeque<>();
  private Optional<Step> end = Optional.empty();
  private boolean begun;

  PieceStream(Attempts attempts, Deadline deadline, Meter meter) {
    this.attempts = attempts;
    this.deadline = deadline;
    this.progress = new Progress(meter);
  }

  /// Waits for what comes next.
  ///
  /// @param patience how long silence is borne; a pause before another attempt may add to it
  public Step next(Duration patience) throws InterruptedException {
    Deadline until = deadline.orSooner(deadline.clock().instant().plus(patience));
    while (true) {
      if (isStopped()) {
        return new Step.Stopped();
      }
      if (!pieces.isEmpty()) {
        begun = true;
        return new Step.Arrived(pieces.remove());
      }
      if (end.isPresent()) {
        return end.get();
      }
      Optional<Signal> signal = attempts.poll(until.remaining());
      // Also when there is a signal: a reader who is slow enough always finds one.
      if (deadline.hasPassed()) {
        return timedOut();
      }
      if (signal.isEmpty()) {
        return new Step.Silence();
      }
      end = take(signal.get());
      if (end.isPresent()) {
        progress.end();
        pieces.addAll(progress.rest());
        if (pieces.isEmpty()) {
          return end.get();
        }
      }
    }
  }

  /// Ends the pieces, from any thread: whoever waits in [#next] returns at once, also from a pause
  /// before another attempt, and no attempt is made any more. An answer of which everything was
  /// shown already ends as if it had not been stopped.
  public void stop() {
    attempts.stop();
  }

  /// Reads to the end without showing anything.
  ///
  /// @return Bedrock's numbers, or the best that is known when it ended without them; empty when it
  ///   has not ended
  public Optional<Usage> readOn(Duration atMost) throws InterruptedException {
    Deadline until = deadline.orSooner(deadline.clock().instant().plus(atMost));
    while (!isOver()) {
      if (until.hasPassed()) {
        return progress.hasCounted() ? Optional.of(progress.usage()) : Optional.empty();
      }
      attempts.poll(until.remaining()).ifPresent(progress::readOn);
    }
    return Optional.of(progress.usage());
  }

  /// The same, and then lets go of the answer: what Bedrock has not counted by then is guessed. An
  /// interrupt lets go of it, too; the flag stays up.
  ///
  /// @param atMost zero to let go at once
  public Usage drain(Duration atMost) {
    try {
      return readOn(atMost).orElseGet(() -> letGo(reason(atMost)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return letGo(Usage.Estimated.DEADLINE);
    }
  }

  /// Lets go of the answer at once.
  ///
  /// @param reason why, if Bedrock has not counted by then: one of [Usage.Estimated]'s
  public Usage letGo(String reason) {
    close();
    return isOver() ? progress.usage() : progress.usage(reason);
  }

  /// Why the model stopped, in its own word, or that a guardrail intervened; empty when it has not
  /// been said.
  public String stopReason() {
    return progress.stopReason();
  }

  /// What Bedrock has said of a guardrail so far.
  public Guardrail guardrail() {
    return progress.guardrail();
  }

  /// Lets go of an answer that may still be under way.
  @Override
  public void close() {
    attempts.close();
  }

  // Once everything is there that could be shown, a stop has nothing left to end.
  private boolean isStopped() {
    return attempts.isStopped() && !(progress.isWhole() && pieces.isEmpty());
  }

  private Optional<Step> take(Signal signal) throws InterruptedException {
    return switch (signal) {
      case Signal.Chunk(byte[] bytes) -> take(progress.add(bytes));
      case Signal.Finished() -> {
        progress.finish();
        yield Optional.of(progress.isWhole() ? ended() : failed(TORN));
      }
      case Signal.Broken(Throwable thrown, boolean unread, boolean free) ->
          // What breaks behind the last event has not cost the caller anything.
          progress.isWhole()
              ? Optional.of(ended())
              : recover(BedrockFailure.of(thrown, unread), free);
      case Signal.Served(String serviceTier) -> {
        progress.serve(serviceTier);
        yield Optional.empty();
      }
      case Signal.Woken() -> Optional.empty();
    };
  }

  private Optional<Step> take(Reading reading) throws InterruptedException {
    if (!reading.failure().isEmpty()) {
      StreamFailure failure = reading.failure();
      return recover(BedrockFailure.named(failure), Uncharged.is(failure.name()));
    }
    pieces.addAll(reading.pieces());
    return Optional.empty();
  }

  private Optional<Step> recover(BedrockFailure failure, boolean isUncharged)
      throws InterruptedException {
    progress.fail(isUncharged);
    if (!failure.passes() || begun || !attempts.again()) {
      return Optional.of(failed(failure.about(attempts.model()).problem()));
    }
    progress.retry();
    return Optional.empty();
  }

  private boolean isOver() {
    return progress.isOver() || attempts.areOver();
  }

  private String reason(Duration drain) {
    if (drain.isZero()) {
      return Usage.Estimated.DRAIN_OFF;
    }
    return deadline.hasPassed() ? Usage.Estimated.DEADLINE : Usage.Estimated.DRAIN_OVER;
  }

  private Step timedOut() {
    return new Step.Failed(Problem.of(ErrorCode.TIMEOUT), letGo(Usage.Estimated.DEADLINE));
  }

  private Step ended() {
    progress.end();
    return new Step.Ended(progress.usage(), progress.stopReason());
  }

  private Step failed(Problem problem) {
    progress.end();
    return new Step.Failed(problem, progress.usage());
  }
}
