package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Stopping a stream from another thread, and reading it on for its numbers.
@Timeout(60)
class StopAndDrainTest {

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Usage COUNTED = new Usage.Counted(12, 34, 0, 0);

  private final CountDownLatch told = new CountDownLatch(1);

  @Test
  void endsAWaitAtOnce() throws Exception {
    run(
        (exchange, _) -> {
          exchange.stream();
          told.await();
          exchange.chunk(EventStreamFrames.claude("unseen")).end();
        },
        stream -> {
          CompletableFuture<Void> stopping = stopLater(stream);
          assertThat(stream.next(LONG)).isEqualTo(new AnswerEvent.Stopped());
          stopping.join();
          told.countDown();
          assertThat(stream.drain(LONG)).isEqualTo(COUNTED);
          assertThat(stream.stopReason()).isEqualTo("end_turn");
        });
  }

  @Test
  void showsNothingOfWhatWasReadAlready() throws Exception {
    run(
        (exchange, _) ->
            exchange.stream().chunk(EventStreamFrames.claude("one", "two", "three")).end(),
        stream -> {
          assertThat(stream.next(LONG)).isInstanceOf(AnswerEvent.ChunkArrived.class);
          stream.stop();
          assertThat(stream.next(LONG)).isEqualTo(new AnswerEvent.Stopped());
          assertThat(stream.tryDrain(LONG)).contains(COUNTED);
        });
  }

  @Test
  void endsAPauseBetweenAttemptsAndMakesNoOther() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.error("429 Too Many Requests", "ThrottlingException", "{}");
              told.countDown();
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream stream = stream(client, new Backoff(3, LONG, LONG, new Random(2)))) {
      CompletableFuture<Void> stopping =
          CompletableFuture.runAsync(() -> {
            awaitTold();
            stream.stop();
          });
      assertThat(stream.next(LONG)).isEqualTo(new AnswerEvent.Stopped());
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
          assertThat(stream.next(LONG)).isEqualTo(new AnswerEvent.Stopped());
          told.countDown();
          assertThat(stream.drain(LONG)).isEqualTo(new Usage.Unknown());
        });
  }

  @Test
  void readsOnInParts() throws Exception {
    run(
        (exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("12345"));
          told.await();
          exchange.chunk(EventStreamFrames.claude("x")).end();
        },
        stream -> {
          stream.stop();
          assertThat(stream.tryDrain(Duration.ofMillis(50))).isEqualTo(Optional.empty());
          told.countDown();
          assertThat(stream.tryDrain(LONG)).contains(COUNTED);
        });
  }

  @Test
  void guessesWhatItCouldNotRead() throws Exception {
    run(
        (exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("12345"));
          Thread.sleep(LONG);
        },
        stream -> {
          assertThat(stream.next(LONG)).isInstanceOf(AnswerEvent.ChunkArrived.class);
          stream.stop();
          assertThat(stream.drain(Duration.ofMillis(50)))
              .isEqualTo(new Usage.Estimated(4, 2, Usage.Estimated.DRAIN_OVER));
        });
  }

  @Test
  void readsOnNoLongerThanTheDeadline() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream();
              Thread.sleep(LONG);
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream stream = ChunkStreamTest.stream(client, Duration.ofMillis(300))) {
      assertThat(stream.drain(LONG)).isEqualTo(new Usage.Estimated(4, 0, Usage.Estimated.DEADLINE));
    }
  }

  private interface Reader {
    void read(ChunkStream stream) throws InterruptedException;
  }

  private static void run(ScriptedBedrock.Script script, Reader reader) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(script);
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream stream =
            stream(client, new Backoff(3, Duration.ZERO, Duration.ZERO, new Random(1)))) {
      reader.read(stream);
    }
  }

  private static ChunkStream stream(LocalBedrockClients client, Backoff backoff) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(2), InstantSource.system());
    return client.model(backoff).stream(LocalBedrockClients.ask(), deadline);
  }

  private static CompletableFuture<Void> stopLater(ChunkStream stream) {
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
