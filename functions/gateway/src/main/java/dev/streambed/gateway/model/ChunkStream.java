package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// A streamed answer, read chunk by chunk. Not thread-safe, except for [#stop] and [#close].
///
/// A reader that needs no more chunks, after a stop or a disconnect, calls [#tryDrain] or [#drain]:
/// Bedrock bills the full answer, and sends its token counts last.
public final class ChunkStream implements AutoCloseable {

  private static final Problem TORN =
      Problem.of(ErrorCode.UPSTREAM_ERROR, "The answer ended before it was whole.")
          .withCause("TornStream");

  private final RetriedStreamingCall retriedStreamingCall;
  private final Deadline deadline;
  private final Optional<StreamFallbacks> fallbacks;
  private final Queue<Chunk> chunks = new ArrayDeque<>();
  private StreamProgress streamProgress;
  private Optional<AnswerEvent> end = Optional.empty();
  private boolean begun;

  /// An answer of one model.
  ChunkStream(
      RetriedStreamingCall retriedStreamingCall, Deadline deadline, StreamProgress streamProgress) {
    this(retriedStreamingCall, deadline, streamProgress, Optional.empty());
  }

  ChunkStream(
      RetriedStreamingCall retriedStreamingCall,
      Deadline deadline,
      StreamProgress streamProgress,
      Optional<StreamFallbacks> fallbacks) {
    this.retriedStreamingCall = retriedStreamingCall;
    this.deadline = deadline;
    this.streamProgress = streamProgress;
    this.fallbacks = fallbacks;
  }

  /// Waits for the next event.
  ///
  /// @param timeout how long to wait before [AnswerEvent.Silence] is returned; a pause before a
  ///   retry may add to it
  public AnswerEvent next(Duration timeout) throws InterruptedException {
    Deadline until = deadline.orSooner(deadline.clock().instant().plus(timeout));
    while (true) {
      if (isStopped()) {
        return new AnswerEvent.Stopped();
      }
      if (hasNext()) {
        begun = true;
        return new AnswerEvent.ChunkArrived(chunks.remove());
      }
      if (end.isPresent()) {
        return end.get();
      }
      Optional<Instant> turnAt = silentAt();
      Deadline untilTurn = turnAt.isPresent() ? until.orSooner(turnAt.get()) : until;
      Optional<StreamSignal> signal = retriedStreamingCall.poll(untilTurn.remaining());
      // Checked even if a signal is there: a slow reader would always find one and never time out.
      if (deadline.hasPassed()) {
        return timedOut();
      }
      if (signal.isEmpty() && hasBeenSilent() && !isStopped()) {
        turn(StreamFallbacks.SILENT, streamProgress.usage(Usage.Estimated.SILENT));
        continue;
      }
      if (signal.isEmpty()) {
        return new AnswerEvent.Silence();
      }
      end = take(signal.get());
      if (end.isPresent()) {
        streamProgress.end();
        chunks.addAll(streamProgress.rest());
        if (end.get() instanceof AnswerEvent.Failed && !hasBegun()) {
          chunks.clear();
        }
        if (chunks.isEmpty()) {
          return end.get();
        }
      }
    }
  }

  /// Stops the answer, from any thread. A blocked [#next] returns immediately, also during a pause
  /// before a retry, and there are no further attempts. Has no effect on an answer whose chunks
  /// have all been read.
  public void stop() {
    retriedStreamingCall.stop();
  }

  /// Reads on without returning chunks.
  ///
  /// @param atMost how long to read; the deadline of the answer applies as well
  /// @return Bedrock's counts, or an estimate when the stream ended without them; empty when it has
  ///   not ended in time
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

  /// Reads on like [#tryDrain], then abandons the answer: if Bedrock has not reported its counts by
  /// then, they are estimated. An interrupt also abandons it, and the thread stays interrupted.
  ///
  /// @param atMost how long to read; zero to abandon immediately
  public Usage drain(Duration atMost) {
    try {
      return tryDrain(atMost).orElseGet(() -> abandon(reason(atMost)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return abandon(Usage.Estimated.DEADLINE);
    }
  }

  /// Abandons the answer immediately.
  ///
  /// @param reason the reason for an estimate, if Bedrock has not reported its counts: one of the
  ///   constants of [Usage.Estimated]
  public Usage abandon(String reason) {
    close();
    return isOver() ? streamProgress.usage() : streamProgress.usage(reason);
  }

  /// The model's stop reason, or that a guardrail intervened; empty when it is not known yet.
  public String stopReason() {
    return streamProgress.stopReason();
  }

  /// The head of Bedrock's response, once it has begun.
  public BedrockResponseHead head() {
    return streamProgress.head();
  }

  /// The models that were asked before the current one, and why they were left.
  public List<FailedAttempt> failedAttempts() {
    return fallbacks.isPresent() ? fallbacks.get().failed() : List.of();
  }

  /// What Bedrock has said of a guardrail so far.
  public Guardrail guardrail() {
    return streamProgress.guardrail();
  }

  /// Cancels the call if it is still running.
  @Override
  public void close() {
    retriedStreamingCall.close();
  }

  // What comes before the first content waits for it: until then another attempt may be made, whose
  // events would follow these.
  private boolean hasNext() {
    return !chunks.isEmpty() && (end.isPresent() || hasBegun());
  }

  private boolean hasBegun() {
    return begun || chunks.stream().anyMatch(Chunk::hasContent);
  }

  // Once everything is there that could be shown, a stop has nothing left to end.
  private boolean isStopped() {
    return retriedStreamingCall.isStopped() && !(streamProgress.isWhole() && chunks.isEmpty());
  }

  private Optional<AnswerEvent> take(StreamSignal streamSignal) throws InterruptedException {
    return switch (streamSignal) {
      case StreamSignal.EventReceived(byte[] bytes) -> take(streamProgress.add(bytes));
      case StreamSignal.Finished() -> {
        streamProgress.finish();
        if (streamProgress.isWhole()) {
          yield Optional.of(ended());
        }
        yield fallsBack(TORN) ? Optional.empty() : Optional.of(failed(TORN));
      }
      case StreamSignal.Broken(Throwable thrown, boolean unread, boolean unbilled) -> {
        streamProgress.refuse(thrown);
        // A failure after the last event does not affect the caller.
        yield streamProgress.isWhole()
            ? Optional.of(ended())
            : recover(BedrockFailure.of(thrown, unread), unbilled);
      }
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
    chunks.addAll(parsedEvent.chunks());
    return Optional.empty();
  }

  private Optional<AnswerEvent> recover(BedrockFailure failure, boolean isUncharged)
      throws InterruptedException {
    streamProgress.fail(isUncharged);
    Problem problem = failure.withModelName(retriedStreamingCall.model()).problem();
    if (failure.allowsFallback() && fallsBack(problem)) {
      return Optional.empty();
    }
    if (!failure.retryable() || begun || !retriedStreamingCall.again()) {
      return Optional.of(failed(problem));
    }
    chunks.clear();
    streamProgress.retry();
    return Optional.empty();
  }

  /// Turns to the next model, if there is one, unless the caller has a part of the answer or has
  /// stopped it.
  private boolean fallsBack(Problem problem) {
    if (begun || retriedStreamingCall.isStopped() || !mayTurn()) {
      return false;
    }
    streamProgress.end();
    turn(problem, streamProgress.usage());
    return true;
  }

  private void turn(Problem problem, Usage usage) {
    chunks.clear();
    StreamFallbacks targets = fallbacks.orElseThrow();
    ModelRequest next = targets.leave(problem, usage, streamProgress.head().requestId());
    // First, so that the answer before is not counted twice if the attempt cannot begin.
    streamProgress = targets.progress(next);
    targets.start(retriedStreamingCall, next);
  }

  private boolean mayTurn() {
    return fallbacks.isPresent() && fallbacks.get().isLeft();
  }

  private boolean hasBeenSilent() {
    Optional<Instant> at = silentAt();
    return at.isPresent() && !deadline.clock().instant().isBefore(at.get());
  }

  private Optional<Instant> silentAt() {
    return begun || fallbacks.isEmpty() ? Optional.empty() : fallbacks.get().silentAt();
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
