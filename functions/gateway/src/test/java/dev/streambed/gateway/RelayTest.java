package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Bedrock;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.reply.Reply;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.StopCause;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

@Timeout(60)
class RelayTest {

  private static final Duration SILENCE = Duration.ofMillis(250);

  private static final Usage COUNTED = new Usage.Counted(12, 34, 0, 0);

  private final StopSwitch stop = new StopSwitch();
  private Duration drain = Duration.ofSeconds(30);
  private volatile @Nullable Ending last;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final Reply reply =
      new Reply() {
        @Override
        public void piece(Piece piece) {
          told.add(((Piece.Text) piece).text());
        }

        @Override
        public void silence() {
          told.add("…");
        }

        @Override
        public void end(Ending ending) {
          last = ending;
          told.add("end");
        }
      };

  @Test
  void breaksTheSilenceBeforeTheFirstPieceToo() throws Exception {
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream();
          Thread.sleep(SILENCE.multipliedBy(3));
          exchange.chunk(Frames.claude("late")).end();
        });
    assertThat(told).startsWith("…").endsWith("late", "end");
    assertThat(told.size()).isBetween(4, 6);
    assertThat(ending).isEqualTo(new Ending.Complete(COUNTED, "end_turn"));
  }

  @Test
  void isNotSilentWhilePiecesCome() throws Exception {
    relay((exchange, _) -> {
      exchange.stream();
      for (int piece = 0; piece < 10; piece++) {
        exchange.chunk(Frames.claudePiece("x"));
        Thread.sleep(SILENCE.dividedBy(5));
      }
      exchange.chunk(Frames.claudeEnd()).end();
    });
    assertThat(told).hasSize(11).doesNotContain("…");
  }

  @Test
  void countsSilenceByWhatTheCallerSees() throws Exception {
    // Events come all the time, and none of them is a piece.
    relay((exchange, _) -> {
      exchange.stream();
      for (int event = 0; event < 10; event++) {
        exchange.chunk(Frames.chunk("{\"type\":\"ping\"}"));
        Thread.sleep(SILENCE.dividedBy(3));
      }
      exchange.chunk(Frames.claudeEnd()).end();
    });
    assertThat(told).contains("…").endsWith("end");
  }

  @Test
  void endsAtOnceWhenItIsStoppedAndReadsOnForTheNumbers() throws Exception {
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("one"));
          stopWhenToldOf("one");
          await("end");
          exchange.chunk(Frames.claude("unheard")).end();
        });
    assertThat(told).containsExactly("one", "end");
    assertThat(last).isEqualTo(new Ending.Stopped(new Usage.Unknown()));
    assertThat(ending).isEqualTo(new Ending.Stopped(COUNTED));
  }

  @Test
  void tellsTheNumbersThatComeWithTheStop() throws Exception {
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("one"));
          stopWhenToldOf("one");
          exchange.chunk(Frames.claude("unheard")).end();
        });
    assertThat(told).containsExactly("one", "end");
    assertThat(last).isEqualTo(ending).isEqualTo(new Ending.Stopped(COUNTED));
  }

  @Test
  void endsBeforeTheFirstPieceToo() throws Exception {
    stop.pull(StopCause.STOPPED);
    Ending ending = relay((exchange, _) -> exchange.stream().chunk(Frames.claude("unheard")).end());
    assertThat(told).containsExactly("end");
    assertThat(ending).isEqualTo(new Ending.Stopped(COUNTED));
  }

  @Test
  void saysNothingMoreToACallerWhoIsDisconnected() throws Exception {
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("one"));
          await("one");
          stop.pull(StopCause.DISCONNECTED);
          stop.pull(StopCause.STOPPED);
          exchange.chunk(Frames.claude("unheard")).end();
        });
    assertThat(told).containsExactly("one");
    assertThat(ending).isEqualTo(new Ending.ClientGone(COUNTED, "end_turn"));
  }

  @Test
  void readsOnNoLongerThanItMay() throws Exception {
    drain = Duration.ofMillis(400);
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("12345"));
          stopWhenToldOf("12345");
          for (int piece = 0; piece < 1_000; piece++) {
            exchange.chunk(Frames.claudePiece("and so on"));
            Thread.sleep(20);
          }
        });
    assertThat(told).containsExactly("12345", "end");
    Usage.Estimated guess = (Usage.Estimated) ending.usage();
    assertThat(guess.reason()).isEqualTo("drain_over");
    assertThat(guess.counts().output()).as("what was seen of it").isBetween(4L, 200L);
  }

  @Test
  void letsGoAtOnceWhenItMayNotReadOn() throws Exception {
    drain = Duration.ZERO;
    CountDownLatch gone = new CountDownLatch(1);
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("12345"));
          stopWhenToldOf("12345");
          try {
            while (true) {
              exchange.chunk(Frames.claudePiece("x"));
              Thread.sleep(20);
            }
          } finally {
            gone.countDown();
          }
        });
    assertThat(ending).isInstanceOf(Ending.Stopped.class);
    assertThat(((Usage.Estimated) ending.usage()).reason()).isEqualTo("drain_off");
    assertThat(gone.await(20, TimeUnit.SECONDS)).as("Bedrock's connection is closed").isTrue();
  }

  @Test
  void keepsItsEndingWhenItIsInterruptedWhileItReadsOn() throws Exception {
    Thread relaying = Thread.currentThread();
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream().chunk(Frames.claudePiece("1234"));
          stopWhenToldOf("1234");
          await("end");
          relaying.interrupt();
          Thread.sleep(Duration.ofMinutes(1));
        });
    assertThat(Thread.interrupted()).as("the flag is up").isTrue();
    assertThat(told).containsExactly("1234", "end");
    assertThat(ending)
        .isEqualTo(new Ending.Stopped(new Usage.Estimated(4, 1, Usage.Estimated.DEADLINE)));
  }

  @Test
  void changesNothingOfAnAnswerThatIsWhole() throws Exception {
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream().chunk(Frames.claude("all of it"));
          await("all of it");
          // The last event was read when this was written.
          exchange.chunk(Frames.chunk("{\"type\":\"ping\"}"));
          Thread.sleep(SILENCE.multipliedBy(3));
          stop.pull(StopCause.STOPPED);
          exchange.end();
        });
    assertThat(ending).isEqualTo(new Ending.Complete(COUNTED, "end_turn"));
    assertThat(last).isEqualTo(ending);
  }

  private void stopWhenToldOf(String piece) throws InterruptedException {
    await(piece);
    stop.pull(StopCause.STOPPED);
  }

  private void await(String word) throws InterruptedException {
    while (!told.contains(word)) {
      Thread.sleep(5);
    }
  }

  private Ending relay(RawBedrock.Script script) throws Exception {
    Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    InstantSource clock = InstantSource.system();
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
    try (RawBedrock bedrock = RawBedrock.start(script);
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      BedrockModel model = new BedrockModel(client, once);
      return new Relay(
              () -> model.stream(Bedrock.ask(), deadline),
              () -> {},
              reply,
              stop,
              new Pace(SILENCE, drain, clock))
          .converse();
    }
  }
}
