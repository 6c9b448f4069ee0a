package dev.streambed.gateway;

import dev.streambed.gateway.model.PieceStream;
import dev.streambed.gateway.model.Step;
import dev.streambed.gateway.reply.Reply;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Hands pieces on from the model to the caller, each before the next is taken.
///
/// When the caller has gone the answer is still read to its end: Bedrock bills it in full, and its
/// token counts come last.
final class Relay implements Exchange {

  private final Supplier<PieceStream> model;
  private final Reply reply;
  private final Duration silence;
  private final InstantSource clock;
  private Instant lastWord;
  private boolean callerIsGone;

  /// @param silence how long the caller is left without a byte
  Relay(Supplier<PieceStream> model, Reply reply, Duration silence, InstantSource clock) {
    this.model = model;
    this.reply = reply;
    this.silence = silence;
    this.clock = clock;
    this.lastWord = clock.instant();
  }

  @Override
  public Ending converse() throws InterruptedException {
    try (PieceStream stream = model.get()) {
      while (true) {
        switch (stream.next(patience())) {
          case Step.Arrived(Piece piece) -> say(() -> reply.piece(piece));
          case Step.Silence() -> say(reply::silence);
          case Step.Ended(Usage usage, String stopReason) -> {
            return end(new Ending.Complete(usage, stopReason));
          }
          case Step.Failed(Problem problem, Usage usage) -> {
            return end(new Ending.Failed(usage, problem));
          }
        }
      }
    }
  }

  @Override
  public Ending fail(Problem problem) {
    return end(new Ending.Failed(new Usage.Unknown(), problem));
  }

  private Ending end(Ending ending) {
    say(() -> reply.end(ending));
    if (!callerIsGone) {
      return ending;
    }
    String stopReason = ending instanceof Ending.Complete(_, String word) ? word : "";
    return new Ending.ClientGone(ending.usage(), stopReason);
  }

  private void say(Words words) {
    if (callerIsGone) {
      return;
    }
    try {
      words.say();
    } catch (IOException _) {
      callerIsGone = true;
    }
    lastWord = clock.instant();
  }

  private Duration patience() {
    if (callerIsGone) {
      return silence;
    }
    Duration left = silence.minus(Duration.between(lastWord, clock.instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  @FunctionalInterface
  private interface Words {
    void say() throws IOException;
  }
}
