package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// A streamed answer, taken chunk by chunk. Of one thread, except for [#stop] and [#close].
///
/// A reader that needs no more chunks, because of a stop or because its caller has gone, takes them
/// to the end with [#tryDrain] or [#drain]: Bedrock bills the whole answer, and its token counts
/// come last.
public final class ChunkStream implements AutoCloseable {

  private static final Problem TORN =
      Problem.of(ErrorCode.UPSTREAM_ERROR, "The answer ended before it was whole.")
          .withCause("TornStream");

  private final RetriedStreamingCall retriedStreamingCall;
  private final Deadline deadline;
  private final StreamProgress streamProgress;
  private final Queue<Chunk> pieces = new ArrayDeque<>();
  private Optional<AnswerEvent> end = Optional.empty();
  private boolean begun;

  ChunkStream(
      RetriedStreamingCall retriedStreamingCall, Deadline deadline, StreamProgress streamProgress) {
    this.retriedStreamingCall = retriedStreamingCall;
    this.deadline = deadline;
    this.streamProgress = streamProgress;
  }

  /// Waits for what comes next.
  ///
  /// @param patience how long silence is borne; a pause before another attempt may add to it
  public AnswerEvent next(Duration patience) throws InterruptedException {
    Deadline until = deadline.orSooner(deadline.clock().instant().plus(patience));
    while (true) {
      if (isStopped()) {
        return new AnswerEvent.Stopped();
      }
      if (hasNext()) {
        begun = true;
        return new AnswerEvent.ChunkArrived(pieces.remove());
      }
      if (end.isPresent()) {
        return end.get();
      }
      Optional<StreamSignal> signal = retriedStreamingCall.poll(until.remaining());
      // Also when there is a signal: a reader who is slow enough always finds one.
      if (deadline.hasPassed()) {
        return timedOut();
      }
      if (signal.isEmpty()) {
        return new AnswerEvent.Silence();
      }
      end = take(signal.get());
      if (end.isPresent()) {
        streamProgress.end();
        pieces.addAll(streamProgress.rest());
        if (end.get() instanceof AnswerEvent.Failed && !hasBegun()) {
          pieces.clear();
        }
        if (pieces.isEmpty()) {
          return end.get();
        }
      }
    }
  }

  /// Ends the chunks, from any thread: whoever waits in [#next] returns at once, also from a pause
  /// before another attempt, and no attempt is made any more. An answer of which everything was
  /// shown already ends as if it had not been stopped.
  public void stop() {
    retriedStreamingCall.stop();
  }

  /// Reads to the end without showing anything.
  ///
  /// @return Bedrock's numbers, or the best that is known when it ended without them; empty when it
  ///   has not ended
  public Optional<Usage> tryDrain(Duration atMost) throws InterruptedException {
    Deadline until = deadline.orSooner(deadline.clock().instant().plus(atMost));
    while (!isOver()) {
      if (until.hasPassed()) {
        return streamProgress.hasCounted() ? Optional.of(streamProgress.usage()) : Optional.empty();
      }
      retriedStreamingCall.poll(until.remaining()).ifPresent(streamProgress::drain);
    }
    return Optional.of(streamProgress.usage());
  }

  /// The same, and then lets go of the answer: what Bedrock has not counted by then is guessed. An
  /// interrupt lets go of it, too; the flag stays up.
  ///
  /// @param atMost zero to let go at once
  public Usage drain(Duration atMost) {
    try {
      return tryDrain(atMost).orElseGet(() -> abandon(reason(atMost)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return abandon(Usage.Estimated.DEADLINE);
    }
  }

  /// Lets go of the answer at once.
  ///
  /// @param reason why, if Bedrock has not counted by then: one of [Usage.Estimated]'s
  public Usage abandon(String reason) {
    close();
    return isOver() ? streamProgress.usage() : streamProgress.usage(reason);
  }

  /// Why the model stopped, as it reports it, or that a guardrail intervened; empty when it has not
  /// been said.
  public String stopReason() {
    return streamProgress.stopReason();
  }

  /// The head of Bedrock's response, once it has begun.
  public BedrockResponseHead head() {
    return streamProgress.head();
  }

  /// What Bedrock has said of a guardrail so far.
  public Guardrail guardrail() {
    return streamProgress.guardrail();
  }

  /// Lets go of an answer that may still be under way.
  @Override
  public void close() {
    retriedStreamingCall.close();
  }

  // What comes before the first content waits for it: until then another attempt may be made, whose
  // events would follow these.
  private boolean hasNext() {
    return !pieces.isEmpty() && (end.isPresent() || hasBegun());
  }

  private boolean hasBegun() {
    return begun || pieces.stream().anyMatch(Chunk::hasContent);
  }

  // Once everything is there that could be shown, a stop has nothing left to end.
  private boolean isStopped() {
    return retriedStreamingCall.isStopped() && !(streamProgress.isWhole() && pieces.isEmpty());
  }

  private Optional<AnswerEvent> take(StreamSignal streamSignal) throws InterruptedException {
    return switch (streamSignal) {
      case StreamSignal.EventReceived(byte[] bytes) -> take(streamProgress.add(bytes));
      case StreamSignal.Finished() -> {
        streamProgress.finish();
        yield Optional.of(streamProgress.isWhole() ? ended() : failed(TORN));
      }
      case StreamSignal.Broken(Throwable thrown, boolean unread, boolean free) ->
          // What breaks behind the last event has not cost the caller anything.
          streamProgress.isWhole()
              ? Optional.of(ended())
              : recover(BedrockFailure.of(thrown, unread), free);
      case StreamSignal.ResponseStarted started -> {
        streamProgress.start(started);
        yield Optional.empty();
      }
      case StreamSignal.Woken() -> Optional.empty();
    };
  }

  private Optional<AnswerEvent> take(ParsedEvent parsedEvent) throws InterruptedException {
    if (!parsedEvent.failure().isEmpty()) {
      ParsedEvent.Failure failure = parsedEvent.failure();
      return recover(BedrockFailure.ofStream(failure), UnbilledFailures.contains(failure.name()));
    }
    pieces.addAll(parsedEvent.chunks());
    return Optional.empty();
  }

  private Optional<AnswerEvent> recover(BedrockFailure failure, boolean isUncharged)
      throws InterruptedException {
    streamProgress.fail(isUncharged);
    if (!failure.retryable() || begun || !retriedStreamingCall.again()) {
      return Optional.of(failed(failure.withModelName(retriedStreamingCall.model()).problem()));
    }
    pieces.clear();
    streamProgress.retry();
    return Optional.empty();
  }

  private boolean isOver() {
    return streamProgress.isOver() || retriedStreamingCall.isOver();
  }

  private String reason(Duration drain) {
    if (drain.isZero()) {
      return Usage.Estimated.DRAIN_OFF;
    }
    return deadline.hasPassed() ? Usage.Estimated.DEADLINE : Usage.Estimated.DRAIN_OVER;
  }

  private AnswerEvent timedOut() {
    return new AnswerEvent.Failed(Problem.of(ErrorCode.TIMEOUT), abandon(Usage.Estimated.DEADLINE));
  }

  private AnswerEvent ended() {
    streamProgress.end();
    return new AnswerEvent.Ended(streamProgress.usage(), streamProgress.stopReason());
  }

  private AnswerEvent failed(Problem problem) {
    streamProgress.end();
    return new AnswerEvent.Failed(problem, streamProgress.usage());
  }
}
