package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Bedrock;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/// Stopping a stream from another thread, and reading it on for its numbers.
@Timeout(60)
class StopTest {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Usage COUNTED = new Usage.Counted(12, 34, 0, 0);

  private final CountDownLatch told = new CountDownLatch(1);

  @Test
  void endsAWaitAtOnce() throws Exception {
    run(
        (exchange, _) -> {
          exchange.stream();
          told.await();
          exchange.chunk(Frames.claude("unseen")).end();
        },
        stream -> {
          CompletableFuture<Void> stopping = stopLater(stream);
          assertThat(stream.next(LONG)).isEqualTo(new Step.Stopped());
          stopping.join();
          told.countDown();
          assertThat(stream.drain(LONG)).isEqualTo(COUNTED);
          assertThat(stream.stopReason()).isEqualTo("end_turn");
        });
  }

  @Test
  void showsNothingOfWhatWasReadAlready() throws Exception {
    run(
        (exchange, _) -> exchange.stream().chunk(Frames.claude("one", "two", "three")).end(),
        stream -> {
          assertThat(stream.next(LONG)).isInstanceOf(Step.Arrived.class);
          stream.stop();
          assertThat(stream.next(LONG)).isEqualTo(new Step.Stopped());
          assertThat(stream.readOn(LONG)).contains(COUNTED);
        });
  }

  @Test
  void endsAPauseBetweenAttemptsAndMakesNoOther() throws Exception {
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.error("429 Too Many Requests", "ThrottlingException", "{}");
              told.countDown();
            });
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream stream = stream(client, new Backoff(3, LONG, LONG, new Random(2)))) {
      CompletableFuture<Void> stopping =
          CompletableFuture.runAsync(() -> {
            awaitTold();
            stream.stop();
          });
      assertThat(stream.next(LONG)).isEqualTo(new Step.Stopped());
      stopping.join();
      assertThat(stream.drain(LONG)).as("nothing is under way").isEqualTo(new Usage.Unknown());
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void triesNothingAgainWhileItReadsOn() throws Exception {
    run(
        (exchange, request) -> {
          told.await();
          exchange.error("429 Too Many Requests", "ThrottlingException", "{}");
        },
        stream -> {
          stream.stop();
          assertThat(stream.next(LONG)).isEqualTo(new Step.Stopped());
          told.countDown();
          assertThat(stream.drain(LONG)).isEqualTo(new Usage.Unknown());
        });
  }

  @Test
  void readsOnInParts() throws Exception {
    run(
        (exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("12345"));
          told.await();
          exchange.chunk(Frames.claude("x")).end();
        },
        stream -> {
          stream.stop();
          assertThat(stream.readOn(Duration.ofMillis(50))).isEqualTo(Optional.empty());
          told.countDown();
          assertThat(stream.readOn(LONG)).contains(COUNTED);
        });
  }

  @Test
  void guessesWhatItCouldNotRead() throws Exception {
    run(
        (exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("12345"));
          Thread.sleep(LONG);
        },
        stream -> {
          assertThat(stream.next(LONG)).isInstanceOf(Step.Arrived.class);
          stream.stop();
          assertThat(stream.drain(Duration.ofMillis(50)))
              .isEqualTo(new Usage.Estimated(4, 2, Usage.Estimated.DRAIN_OVER));
        });
  }

  @Test
  void readsOnNoLongerThanTheDeadline() throws Exception {
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream();
              Thread.sleep(LONG);
            });
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream stream = PieceStreamTest.stream(client, Duration.ofMillis(300))) {
      assertThat(stream.drain(LONG)).isEqualTo(new Usage.Estimated(4, 0, Usage.Estimated.DEADLINE));
    }
  }

  private interface Reader {
    void read(PieceStream stream) throws InterruptedException;
  }

  private static void run(RawBedrock.Script script, Reader reader) throws Exception {
    try (RawBedrock bedrock = RawBedrock.start(script);
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream stream =
            stream(client, new Backoff(3, Duration.ZERO, Duration.ZERO, new Random(1)))) {
      reader.read(stream);
    }
  }

  private static PieceStream stream(BedrockRuntimeAsyncClient client, Backoff backoff) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    return new BedrockModel(client, backoff).stream(Bedrock.ask(), deadline);
  }

  private static CompletableFuture<Void> stopLater(PieceStream stream) {
    return CompletableFuture.runAsync(
        stream::stop, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
  }

  private void awaitTold() {
    try {
      told.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
