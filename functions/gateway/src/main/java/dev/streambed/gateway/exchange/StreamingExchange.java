package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.model.AnswerEvent;
import dev.streambed.gateway.model.ChunkStream;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hands pieces on from the model to the caller, each before the next is taken.
///
/// When nobody wants the rest, because the caller has stopped the answer or has gone, it is still
/// read on for a while: Bedrock bills it in full, and its token counts come last.
public final class StreamingExchange implements Exchange {

  private final Supplier<ChunkStream> model;
  private final Runnable beside;
  private final ResponseWriter responseWriter;
  private final StopSignal stop;
  private final Timeouts timeouts;
  private @Nullable ChunkStream asked;
  private Instant lastWord;
  private Instant firstPiece;
  private long pieces;
  private boolean callerIsGone;
  private boolean ended;

  /// @param beside what is done once the model has been asked
  /// @param stop may be pulled at any time
  public StreamingExchange(
      Supplier<ChunkStream> model,
      Runnable beside,
      ResponseWriter responseWriter,
      StopSignal stop,
      Timeouts timeouts) {
    this.model = model;
    this.beside = beside;
    this.responseWriter = responseWriter;
    this.stop = stop;
    this.timeouts = timeouts;
    this.lastWord = timeouts.clock().instant();
    this.firstPiece = lastWord;
  }

  @Override
  public Outcome run() throws InterruptedException {
    // The model is asked first: it takes longer than anything else.
    try (ChunkStream stream = model.get()) {
      asked = stream;
      beside.run();
      stop.onStop(stream::stop);
      while (!callerIsGone) {
        switch (stream.next(patience())) {
          case AnswerEvent.ChunkArrived(Chunk chunk) -> hand(chunk);
          case AnswerEvent.Silence() -> say(responseWriter::ping);
          case AnswerEvent.Ended(Usage usage, String stopReason) -> {
            return end(new Outcome.Complete(usage, stopReason));
          }
          case AnswerEvent.Failed(Problem problem, Usage usage) -> {
            return end(new Outcome.Failed(usage, problem));
          }
          case AnswerEvent.Stopped() -> {
            return isDisconnected() ? leave(stream) : stop(stream);
          }
        }
      }
      return leave(stream);
    }
  }

  @Override
  public Outcome fail(Problem problem) {
    return end(new Outcome.Failed(usage(problem), problem));
  }

  private Usage usage(Problem problem) {
    return asked == null ? new Usage.Unknown() : asked.abandon(Exchange.reason(problem));
  }

  @Override
  public Guardrail guardrail() {
    return asked == null ? Guardrail.ABSENT : asked.guardrail();
  }

  @Override
  public StreamTiming tempo(Instant admittedAt) {
    return pieces == 0
        ? StreamTiming.NONE
        : new StreamTiming(pieces, Duration.between(admittedAt, firstPiece));
  }

  private void hand(Chunk chunk) {
    say(() -> responseWriter.chunk(chunk));
    if (callerIsGone) {
      return;
    }
    // The last word is this piece.
    firstPiece = pieces == 0 ? lastWord : firstPiece;
    pieces++;
  }

  private Outcome stop(ChunkStream stream) throws InterruptedException {
    Optional<Usage> early = stream.tryDrain(timeouts.stopGrace());
    Outcome farewell = new Outcome.Stopped(early.orElse(new Usage.Unknown()));
    say(() -> responseWriter.end(farewell));
    ended = true;
    return early.isPresent() ? farewell : new Outcome.Stopped(stream.drain(timeouts.drain()));
  }

  private Outcome leave(ChunkStream stream) {
    callerIsGone = true;
    Usage usage = stream.drain(timeouts.drain());
    return new Outcome.ClientGone(usage, stream.stopReason());
  }

  private boolean isDisconnected() {
    return stop.cause().equals(Optional.of(StopCause.DISCONNECTED));
  }

  private Outcome end(Outcome outcome) {
    say(() -> responseWriter.end(outcome));
    ended = true;
    if (!callerIsGone) {
      return outcome;
    }
    String stopReason = outcome instanceof Outcome.Complete(_, String word) ? word : "";
    return new Outcome.ClientGone(outcome.usage(), stopReason);
  }

  private void say(Words words) {
    if (callerIsGone || ended) {
      return;
    }
    try {
      words.say();
    } catch (IOException _) {
      callerIsGone = true;
    }
    lastWord = timeouts.clock().instant();
  }

  private Duration patience() {
    Duration left =
        timeouts.pingAfter().minus(Duration.between(lastWord, timeouts.clock().instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  @FunctionalInterface
  private interface Words {
    void say() throws IOException;
  }
}
