package dev.streambed.gateway;

import dev.streambed.gateway.model.PieceStream;
import dev.streambed.gateway.model.Step;
import dev.streambed.gateway.reply.Reply;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.StopCause;
import dev.streambed.gateway.vocabulary.Tempo;
import dev.streambed.gateway.vocabulary.Usage;
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
final class Relay implements Exchange {

  private final Supplier<PieceStream> model;
  private final Runnable beside;
  private final Reply reply;
  private final StopSwitch stop;
  private final Pace pace;
  private @Nullable PieceStream asked;
  private Instant lastWord;
  private Instant firstPiece;
  private long pieces;
  private boolean callerIsGone;
  private boolean ended;

  /// @param beside what is done once the model has been asked
  /// @param stop may be pulled at any time
  Relay(Supplier<PieceStream> model, Runnable beside, Reply reply, StopSwitch stop, Pace pace) {
    this.model = model;
    this.beside = beside;
    this.reply = reply;
    this.stop = stop;
    this.pace = pace;
    this.lastWord = pace.clock().instant();
    this.firstPiece = lastWord;
  }

  @Override
  public Ending converse() throws InterruptedException {
    // The model is asked first: it takes longer than anything else.
    try (PieceStream stream = model.get()) {
      asked = stream;
      beside.run();
      stop.onPull(stream::stop);
      while (!callerIsGone) {
        switch (stream.next(patience())) {
          case Step.Arrived(Piece piece) -> hand(piece);
          case Step.Silence() -> say(reply::silence);
          case Step.Ended(Usage usage, String stopReason) -> {
            return end(new Ending.Complete(usage, stopReason));
          }
          case Step.Failed(Problem problem, Usage usage) -> {
            return end(new Ending.Failed(usage, problem));
          }
          case Step.Stopped() -> {
            return isDisconnected() ? leave(stream) : stop(stream);
          }
        }
      }
      return leave(stream);
    }
  }

  @Override
  public Ending fail(Problem problem) {
    return end(new Ending.Failed(usage(problem), problem));
  }

  private Usage usage(Problem problem) {
    return asked == null ? new Usage.Unknown() : asked.letGo(Exchange.reason(problem));
  }

  @Override
  public Guardrail guardrail() {
    return asked == null ? Guardrail.ABSENT : asked.guardrail();
  }

  @Override
  public Tempo tempo(Instant admittedAt) {
    return pieces == 0 ? Tempo.NONE : new Tempo(pieces, Duration.between(admittedAt, firstPiece));
  }

  private void hand(Piece piece) {
    say(() -> reply.piece(piece));
    if (callerIsGone) {
      return;
    }
    // The last word is this piece.
    firstPiece = pieces == 0 ? lastWord : firstPiece;
    pieces++;
  }

  private Ending stop(PieceStream stream) throws InterruptedException {
    Optional<Usage> early = stream.readOn(pace.farewell());
    Ending farewell = new Ending.Stopped(early.orElse(new Usage.Unknown()));
    say(() -> reply.end(farewell));
    ended = true;
    return early.isPresent() ? farewell : new Ending.Stopped(stream.drain(pace.drain()));
  }

  private Ending leave(PieceStream stream) {
    callerIsGone = true;
    Usage usage = stream.drain(pace.drain());
    return new Ending.ClientGone(usage, stream.stopReason());
  }

  private boolean isDisconnected() {
    return stop.cause().equals(Optional.of(StopCause.DISCONNECTED));
  }

  private Ending end(Ending ending) {
    say(() -> reply.end(ending));
    ended = true;
    if (!callerIsGone) {
      return ending;
    }
    String stopReason = ending instanceof Ending.Complete(_, String word) ? word : "";
    return new Ending.ClientGone(ending.usage(), stopReason);
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
    lastWord = pace.clock().instant();
  }

  private Duration patience() {
    Duration left = pace.silence().minus(Duration.between(lastWord, pace.clock().instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  @FunctionalInterface
  private interface Words {
    void say() throws IOException;
  }
}
