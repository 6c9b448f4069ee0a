package dev.streambed.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.StopCause;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.response.ResponseWriter;
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

@Timeout(60)
class StreamingExchangeTest {

  private static final Duration SILENCE = Duration.ofMillis(250);

  private static final Usage COUNTED = new Usage.Counted(12, 34, 0, 0);

  private final StopSignal stop = new StopSignal();
  private Duration drain = Duration.ofSeconds(30);
  private volatile @Nullable Outcome last;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  /// After how much that was written it was sent.
  private final List<Integer> sent = Collections.synchronizedList(new ArrayList<>());

  private final ResponseWriter responseWriter =
      new ResponseWriter() {
        @Override
        public void chunk(Chunk chunk) {
          told.add(((Chunk.Text) chunk).text());
        }

        @Override
        public void ping() {
          told.add("…");
        }

        @Override
        public void end(Outcome outcome) {
          last = outcome;
          told.add("end");
        }
      };

  @Test
  void breaksTheSilenceBeforeTheFirstPieceToo() throws Exception {
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream();
          Thread.sleep(SILENCE.multipliedBy(3));
          exchange.chunk(EventStreamFrames.claude("late")).end();
        });
    assertThat(told).startsWith("…").endsWith("late", "end");
    assertThat(told.size()).isBetween(4, 6);
    assertThat(outcome).isEqualTo(new Outcome.Complete(COUNTED, "end_turn"));
  }

  @Test
  void sendsAChunkBeforeItWaitsForTheNext() throws Exception {
    relay((exchange, _) -> {
      exchange.stream();
      for (int chunk = 1; chunk <= 5; chunk++) {
        exchange.chunk(EventStreamFrames.claudeChunk("x"));
        while (!sent.contains(chunk)) {
          Thread.sleep(1);
        }
      }
      exchange.chunk(EventStreamFrames.claudeEnd()).end();
    });
    assertThat(sent).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void sendsAChunkWhenOnlyEventsFollowThatTheCallerDoesNotGet() throws Exception {
    relay((exchange, _) -> {
      byte[] ping = EventStreamFrames.chunk("{\"type\":\"ping\"}");
      byte[] chunk = EventStreamFrames.claudeChunk("x");
      exchange.stream().chunk(EventStreamFrames.concat(List.of(chunk, ping, ping)));
      while (!sent.contains(1)) {
        Thread.sleep(1);
      }
      exchange.chunk(EventStreamFrames.claudeEnd()).end();
    });
    assertThat(told).containsExactly("x", "end");
  }

  @Test
  void sendsTogetherWhatCameTogether() throws Exception {
    byte[] chunk = EventStreamFrames.claudeChunk("x");
    byte[] together = EventStreamFrames.concat(Collections.nCopies(50, chunk));
    relay((exchange, _) ->
        exchange.stream().chunk(together).chunk(EventStreamFrames.claudeEnd()).end());
    assertThat(told).hasSize(51);
    assertThat(sent).hasSizeLessThan(40).endsWith(51);
  }

  @Test
  void isNotSilentWhilePiecesCome() throws Exception {
    relay((exchange, _) -> {
      exchange.stream();
      for (int chunk = 0; chunk < 10; chunk++) {
        exchange.chunk(EventStreamFrames.claudeChunk("x"));
        Thread.sleep(SILENCE.dividedBy(5));
      }
      exchange.chunk(EventStreamFrames.claudeEnd()).end();
    });
    assertThat(told).hasSize(11).doesNotContain("…");
  }

  @Test
  void countsSilenceByWhatTheCallerSees() throws Exception {
    // Events arrive all the time, but none of them is a chunk.
    relay((exchange, _) -> {
      exchange.stream();
      for (int event = 0; event < 10; event++) {
        exchange.chunk(EventStreamFrames.chunk("{\"type\":\"ping\"}"));
        Thread.sleep(SILENCE.dividedBy(3));
      }
      exchange.chunk(EventStreamFrames.claudeEnd()).end();
    });
    assertThat(told).contains("…").endsWith("end");
  }

  @Test
  void endsAtOnceWhenItIsStoppedAndReadsOnForTheNumbers() throws Exception {
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
          stopWhenToldOf("one");
          await("end");
          exchange.chunk(EventStreamFrames.claude("unheard")).end();
        });
    assertThat(told).containsExactly("one", "end");
    assertThat(last).isEqualTo(new Outcome.Stopped(new Usage.Unknown()));
    assertThat(outcome).isEqualTo(new Outcome.Stopped(COUNTED));
  }

  @Test
  void tellsTheNumbersThatComeWithTheStop() throws Exception {
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
          stopWhenToldOf("one");
          exchange.chunk(EventStreamFrames.claude("unheard")).end();
        });
    assertThat(told).containsExactly("one", "end");
    assertThat(last).isEqualTo(outcome).isEqualTo(new Outcome.Stopped(COUNTED));
  }

  @Test
  void endsBeforeTheFirstPieceToo() throws Exception {
    stop.stop(StopCause.STOPPED);
    Outcome outcome =
        relay((exchange, _) -> exchange.stream().chunk(EventStreamFrames.claude("unheard")).end());
    assertThat(told).containsExactly("end");
    assertThat(outcome).isEqualTo(new Outcome.Stopped(COUNTED));
  }

  @Test
  void saysNothingMoreToACallerWhoIsDisconnected() throws Exception {
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
          await("one");
          stop.stop(StopCause.DISCONNECTED);
          stop.stop(StopCause.STOPPED);
          exchange.chunk(EventStreamFrames.claude("unheard")).end();
        });
    assertThat(told).containsExactly("one");
    assertThat(outcome).isEqualTo(new Outcome.ClientGone(COUNTED, "end_turn"));
  }

  @Test
  void readsOnNoLongerThanItMay() throws Exception {
    drain = Duration.ofMillis(400);
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("12345"));
          stopWhenToldOf("12345");
          for (int chunk = 0; chunk < 1_000; chunk++) {
            exchange.chunk(EventStreamFrames.claudeChunk("and so on"));
            Thread.sleep(20);
          }
        });
    assertThat(told).containsExactly("12345", "end");
    Usage.Estimated guess = (Usage.Estimated) outcome.usage();
    assertThat(guess.reason()).isEqualTo("drain_over");
    assertThat(guess.counts().output()).as("what was seen of it").isBetween(4L, 200L);
  }

  @Test
  void letsGoAtOnceWhenItMayNotReadOn() throws Exception {
    drain = Duration.ZERO;
    CountDownLatch gone = new CountDownLatch(1);
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("12345"));
          stopWhenToldOf("12345");
          try {
            while (true) {
              exchange.chunk(EventStreamFrames.claudeChunk("x"));
              Thread.sleep(20);
            }
          } finally {
            gone.countDown();
          }
        });
    assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
    assertThat(((Usage.Estimated) outcome.usage()).reason()).isEqualTo("drain_off");
    assertThat(gone.await(20, TimeUnit.SECONDS)).as("Bedrock's connection is closed").isTrue();
  }

  @Test
  void keepsItsEndingWhenItIsInterruptedWhileItReadsOn() throws Exception {
    Thread relaying = Thread.currentThread();
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("1234"));
          stopWhenToldOf("1234");
          await("end");
          relaying.interrupt();
          Thread.sleep(Duration.ofMinutes(1));
        });
    assertThat(Thread.interrupted()).as("the flag is up").isTrue();
    // A slow machine has silences too.
    assertThat(told).filteredOn(each -> !each.equals("…")).containsExactly("1234", "end");
    assertThat(outcome)
        .isEqualTo(new Outcome.Stopped(new Usage.Estimated(4, 1, Usage.Estimated.DEADLINE)));
  }

  @Test
  void changesNothingOfAnAnswerThatIsWhole() throws Exception {
    Outcome outcome =
        relay((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claude("all of it"));
          await("all of it");
          // The last event was read when this was written.
          exchange.chunk(EventStreamFrames.chunk("{\"type\":\"ping\"}"));
          Thread.sleep(SILENCE.multipliedBy(3));
          stop.stop(StopCause.STOPPED);
          exchange.end();
        });
    assertThat(outcome).isEqualTo(new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(last).isEqualTo(outcome);
  }

  private void stopWhenToldOf(String chunk) throws InterruptedException {
    await(chunk);
    stop.stop(StopCause.STOPPED);
  }

  private void await(String word) throws InterruptedException {
    while (!told.contains(word)) {
      Thread.sleep(5);
    }
  }

  private Outcome relay(ScriptedBedrock.Script script) throws Exception {
    Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    InstantSource clock = InstantSource.system();
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(script);
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      BedrockModel model = client.model(once);
      return new StreamingExchange(
              () -> model.stream(LocalBedrockClients.ask(), deadline),
              () -> {},
              responseWriter,
              () -> sent.add(told.size()),
              stop,
              new Timeouts(SILENCE, drain, clock))
          .run();
    }
  }
}
