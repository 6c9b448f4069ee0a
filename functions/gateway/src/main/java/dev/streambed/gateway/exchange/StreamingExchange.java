package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.model.AnswerEvent;
import dev.streambed.gateway.model.ChunkStream;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.Flushable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Passes chunks from the model to the caller. A chunk is sent before the next is waited for; those
/// that are there already are sent together.
///
/// When the caller stops the answer or disconnects, the stream is drained for a limited time:
/// Bedrock bills the full answer and sends its token counts last.
public final class StreamingExchange implements Exchange {

  private final Supplier<ChunkStream> model;
  private final Runnable whileModelAnswers;
  private final ResponseWriter responseWriter;
  private final Flushable written;
  private final StopSignal stop;
  private final Timeouts timeouts;
  private @Nullable ChunkStream chunkStream;
  private Instant lastWrite;
  private Instant firstChunk;
  private long chunks;
  private boolean isUnsent;
  private boolean callerIsGone;
  private boolean ended;

  /// @param whileModelAnswers called after the model has been called
  /// @param written sends what the writer has written
  /// @param stop can be signalled at any time
  public StreamingExchange(
      Supplier<ChunkStream> model,
      Runnable whileModelAnswers,
      ResponseWriter responseWriter,
      Flushable written,
      StopSignal stop,
      Timeouts timeouts) {
    this.model = model;
    this.whileModelAnswers = whileModelAnswers;
    this.responseWriter = responseWriter;
    this.written = written;
    this.stop = stop;
    this.timeouts = timeouts;
    this.lastWrite = timeouts.clock().instant();
    this.firstChunk = lastWrite;
  }

  @Override
  public Outcome run() throws InterruptedException {
    // The model is called first, because it takes longest.
    try (ChunkStream stream = model.get()) {
      chunkStream = stream;
      whileModelAnswers.run();
      stop.onStop(stream::stop);
      while (!callerIsGone) {
        switch (next(stream)) {
          case AnswerEvent.ChunkArrived(Chunk chunk) -> writeChunk(chunk, stream.head());
          case AnswerEvent.Silence() -> write(responseWriter::ping);
          case AnswerEvent.Ended(Usage usage, String stopReason) -> {
            return end(new Outcome.Complete(usage, stopReason));
          }
          case AnswerEvent.Failed(Problem problem, Usage usage) -> {
            return end(new Outcome.Failed(usage, problem));
          }
          case AnswerEvent.Stopped() -> {
            return isDisconnected() ? drainForLostCaller(stream) : stop(stream);
          }
        }
      }
      return drainForLostCaller(stream);
    }
  }

  @Override
  public Outcome fail(Problem problem) {
    return end(new Outcome.Failed(usage(problem), problem));
  }

  private Usage usage(Problem problem) {
    return chunkStream == null
        ? new Usage.Unknown()
        : chunkStream.abandon(Exchange.reason(problem));
  }

  @Override
  public Guardrail guardrail() {
    return chunkStream == null ? Guardrail.ABSENT : chunkStream.guardrail();
  }

  @Override
  public BedrockResponseHead head() {
    return chunkStream == null ? BedrockResponseHead.NONE : chunkStream.head();
  }

  @Override
  public List<FailedAttempt> failedAttempts() {
    return chunkStream == null ? List.of() : chunkStream.failedAttempts();
  }

  @Override
  public StreamTiming streamTiming(Instant admittedAt) {
    return chunks == 0
        ? StreamTiming.NONE
        : new StreamTiming(chunks, Duration.between(admittedAt, firstChunk));
  }

  // While something is unsent, this does not wait.
  private AnswerEvent next(ChunkStream stream) throws InterruptedException {
    if (isUnsent) {
      AnswerEvent event = stream.next(Duration.ZERO);
      if (event instanceof AnswerEvent.Stopped || event instanceof AnswerEvent.Silence) {
        send();
      }
      if (!(event instanceof AnswerEvent.Silence) || callerIsGone) {
        return event;
      }
    }
    return stream.next(untilNextPing());
  }

  private void writeChunk(Chunk chunk, BedrockResponseHead head) {
    collect(() -> responseWriter.chunk(chunk, head));
    if (callerIsGone || !chunk.hasContent()) {
      return;
    }
    // The write of this chunk was the last one.
    firstChunk = chunks == 0 ? lastWrite : firstChunk;
    chunks++;
  }

  private Outcome stop(ChunkStream stream) throws InterruptedException {
    Optional<Usage> early = stream.tryDrain(timeouts.stopGrace());
    Outcome stopped = new Outcome.Stopped(early.orElse(new Usage.Unknown()));
    write(() -> responseWriter.end(stopped));
    ended = true;
    return early.isPresent() ? stopped : new Outcome.Stopped(stream.drain(timeouts.drain()));
  }

  private Outcome drainForLostCaller(ChunkStream stream) {
    callerIsGone = true;
    Usage usage = stream.drain(timeouts.drain());
    return new Outcome.ClientGone(usage, stream.stopReason());
  }

  private boolean isDisconnected() {
    return stop.cause().equals(Optional.of(StopCause.DISCONNECTED));
  }

  private Outcome end(Outcome outcome) {
    write(() -> responseWriter.end(outcome));
    ended = true;
    if (!callerIsGone) {
      return outcome;
    }
    String stopReason = outcome instanceof Outcome.Complete(_, String word) ? word : "";
    return new Outcome.ClientGone(outcome.usage(), stopReason);
  }

  private void write(WriteAction writeAction) {
    collect(writeAction);
    send();
  }

  private void send() {
    collect(written::flush);
    isUnsent = false;
  }

  private void collect(WriteAction writeAction) {
    if (callerIsGone || ended) {
      return;
    }
    try {
      writeAction.run();
      isUnsent = true;
    } catch (IOException _) {
      callerIsGone = true;
    }
    lastWrite = timeouts.clock().instant();
  }

  private Duration untilNextPing() {
    Duration left =
        timeouts.pingAfter().minus(Duration.between(lastWrite, timeouts.clock().instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  @FunctionalInterface
  private interface WriteAction {
    void run() throws IOException;
  }
}
