package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent and received as bytes, in good order and in bad.
@Timeout(120)
class HttpCallsTest {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final byte[] START =
      EventStreamFrames.event("messageStart", "{\"role\":\"assistant\"}");
  private static final byte[] DELTA = delta("x".repeat(1_000));
  private static final byte[] STOP =
      EventStreamFrames.event("messageStop", "{\"stopReason\":\"end_turn\"}");
  private static final byte[] METADATA =
      EventStreamFrames.event(
          "metadata", "{\"usage\":{\"inputTokens\":11,\"outputTokens\":3,\"totalTokens\":14}}");

  @FunctionalInterface
  private interface Check {
    void check(BedrockModel model, ScriptedBedrock bedrock) throws Exception;
  }

  @Test
  void slowsBedrockDownAndLosesNothing() throws Exception {
    int chunks = 40_000;
    AtomicLong sent = new AtomicLong();
    ScriptedBedrock.Script script =
        (call, _) -> {
          call.stream().chunk(START);
          for (int chunk = 0; chunk < chunks; chunk++) {
            call.chunk(DELTA);
            sent.addAndGet(DELTA.length);
          }
          call.chunk(STOP).chunk(METADATA).end();
        };
    with(
        script,
        (model, _) -> {
          try (ChunkStream stream = stream(model)) {
            stream.next(Duration.ofSeconds(10));
            assertThat(standstill(sent)).isLessThan(16L << 20);
            StreamTranscript rest = StreamTranscript.of(stream);
            assertThat(rest.chunks()).hasSize(chunks + 2);
            assertThat(rest.end()).isInstanceOf(AnswerEvent.Ended.class);
          }
        });
  }

  /// Neither does a connection that breaks lose what had arrived, however slow its reader is.
  @Test
  void readsWhatCameBeforeTheConnectionBroke() throws Exception {
    ScriptedBedrock.Script script =
        (call, _) -> {
          call.stream().chunk(START);
          for (int chunk = 0; chunk < 60; chunk++) {
            call.chunk(DELTA);
          }
          call.chunk(STOP).chunk(METADATA);
          // Reset instead would take the data away from the reader's kernel.
          Thread.sleep(300);
          call.cut();
        };
    with(
        script,
        (model, _) -> {
          try (ChunkStream stream = stream(model)) {
            stream.next(Duration.ofSeconds(10));
            Thread.sleep(1_000);
            StreamTranscript rest = StreamTranscript.of(stream);
            assertThat(rest.chunks()).hasSize(60 + 2);
            assertThat(usage(rest)).isEqualTo(new Usage.Counted(11, 3, 0, 0));
          }
        });
  }

  /// A connection of the pool would be lost for good.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closesTheConnectionOfAnAbandonedAnswer(boolean isReading) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    ScriptedBedrock.Script script =
        (call, _) -> {
          call.stream().chunk(START).chunk(DELTA);
          try {
            while (true) {
              call.chunk(DELTA);
              Thread.sleep(isReading ? 5 : 0);
            }
          } catch (IOException _) {
            closed.countDown();
          }
        };
    with(
        script,
        (model, _) -> {
          ChunkStream stream = stream(model);
          stream.next(Duration.ofSeconds(10));
          if (isReading) {
            stream.drain(Duration.ofMillis(300));
          } else {
            Thread.sleep(500);
          }
          stream.abandon(Usage.Estimated.DRAIN_OFF);
          assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        });
  }

  @Test
  void findsFramesHoweverTheyAreCut() throws Exception {
    byte[] all = EventStreamFrames.concat(List.of(START, delta("a"), delta("b"), STOP, METADATA));
    for (int size : new int[] {1, 7, 16, 100, all.length}) {
      with(
          (call, _) -> call.stream().chunks(all, size).end(),
          (model, _) -> {
            try (ChunkStream stream = stream(model)) {
              StreamTranscript whole = StreamTranscript.of(stream);
              ByteArrayOutputStream bytes = new ByteArrayOutputStream();
              whole.chunks().stream()
                  .map(Chunk.Frame.class::cast)
                  .forEach(frame -> bytes.writeBytes(frame.bytes().bytes()));
              assertThat(bytes.toByteArray()).isEqualTo(all);
              assertThat(whole.end()).isInstanceOf(AnswerEvent.Ended.class);
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><body>Hello</body></html>", "{\"a\":1}", "\0\0\0\0\0", "", "abc"})
  void failsOnceForWhatIsNoEventStream(String body) throws Exception {
    ScriptedBedrock.Script script =
        (call, _) -> {
          call.stream().chunk(EventStreamFrames.concat(List.of(START, DELTA)));
          for (int times = 0; times < 3 && !body.isEmpty(); times++) {
            call.chunk(
                EventStreamFrames.concat(List.of(DELTA, body.getBytes(StandardCharsets.UTF_8))));
          }
          call.end();
        };
    with(
        script,
        (model, bedrock) -> {
          try (ChunkStream stream = stream(model)) {
            StreamTranscript whole = StreamTranscript.of(stream);
            assertThat(whole.chunks().size()).isBetween(2, 3);
            assertThat(whole.end()).isInstanceOf(AnswerEvent.Failed.class);
            assertThat(usage(whole)).isInstanceOf(Usage.Estimated.class);
            assertThat(bedrock.requests()).isEqualTo(1);
          }
        });
  }

  @Test
  void failsForADamagedFrame() throws Exception {
    byte[] damaged = DELTA.clone();
    damaged[damaged.length - 1]++;
    with(
        (call, _) -> call.stream().chunk(START).chunk(delta("a")).chunk(damaged).chunk(STOP).end(),
        (model, _) -> {
          try (ChunkStream stream = stream(model)) {
            StreamTranscript whole = StreamTranscript.of(stream);
            assertThat(whole.chunks()).hasSize(2);
            assertThat(whole.end()).isInstanceOf(AnswerEvent.Failed.class);
          }
        });
  }

  @Test
  void readsAnyBytesAsAFrameOrAsDamage() {
    Random random = new Random(1);
    for (int times = 0; times < 20_000; times++) {
      byte[] frame = METADATA.clone();
      frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      assertThat(EventFrame.of(frame).type()).isIn("metadata", "damagedEventFrame");
    }
  }

  /// An error's status is known although its body is not whole.
  @Test
  void takesARefusalForARefusalWhoseBodyBreaksOff() throws Exception {
    ScriptedBedrock.Script script =
        (call, number) -> {
          if (number == 1) {
            call.begin(429, Map.of("x-amzn-errortype", "ThrottlingException"));
            call.chunk("{\"mess".getBytes(StandardCharsets.UTF_8)).cut();
          } else {
            call.stream().chunk(START).chunk(DELTA).chunk(STOP).chunk(METADATA).end();
          }
        };
    with(
        script,
        (model, bedrock) -> {
          try (ChunkStream stream = stream(model)) {
            assertThat(usage(StreamTranscript.of(stream)))
                .isEqualTo(new Usage.Counted(11, 3, 0, 0));
            assertThat(bedrock.requests()).isEqualTo(2);
          }
        });
    with(
        (call, number) -> {
          if (number == 1) {
            script.answer(call, 1);
          } else {
            call.answer(200, Map.of(), document());
          }
        },
        (model, _) -> assertThat(answer(model).usage()).isEqualTo(new Usage.Counted(11, 3, 0, 0)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesAnotherAttemptOnlyBeforeTheHead(boolean hasHead) throws Exception {
    ScriptedBedrock.Script script =
        (call, number) -> {
          if (number > 1) {
            call.answer(200, Map.of(), document());
          } else if (hasHead) {
            call.begin(200, Map.of());
            call.chunk("{\"output\"".getBytes(StandardCharsets.UTF_8)).cut();
          } else {
            call.cut();
          }
        };
    with(
        script,
        (model, bedrock) -> {
          BufferedAnswer answer = answer(model);
          assertThat(bedrock.requests()).isEqualTo(hasHead ? 1 : 2);
          assertThat(answer)
              .isInstanceOf(hasHead ? BufferedAnswer.Failed.class : BufferedAnswer.Complete.class);
          assertThat(answer.usage())
              .isInstanceOf(hasHead ? Usage.Estimated.class : Usage.Counted.class);
        });
  }

  @Test
  void collectsNoMoreThanAnyAnswerHas() throws Exception {
    byte[] piece = new byte[1 << 20];
    AtomicLong sent = new AtomicLong();
    ScriptedBedrock.Script script =
        (call, _) -> {
          call.begin(200, Map.of());
          while (sent.addAndGet(piece.length) < 1L << 30) {
            call.chunk(piece);
          }
        };
    with(
        script,
        (model, bedrock) -> {
          BufferedAnswer answer = answer(model);
          assertThat(answer).isInstanceOf(BufferedAnswer.Failed.class);
          assertThat(((BufferedAnswer.Failed) answer).problem().code())
              .isEqualTo(ErrorCode.UPSTREAM_ERROR);
          assertThat(answer.usage()).isInstanceOf(Usage.Estimated.class);
          assertThat(standstill(sent)).isLessThan(100L << 20);
          assertThat(bedrock.requests()).isEqualTo(1);
        });
  }

  private static void with(ScriptedBedrock.Script script, Check check) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(script);
        LocalBedrockClients clients = LocalBedrockClients.of(bedrock.uri())) {
      Backoff backoff = new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
      check.check(clients.model(backoff), bedrock);
    }
  }

  private static ChunkStream stream(BedrockModel model) {
    return model.stream(
        LocalBedrockClients.ask(Operation.CONVERSE_STREAM),
        Deadline.in(LONG, InstantSource.system()));
  }

  private static BufferedAnswer answer(BedrockModel model) throws InterruptedException {
    return model.answer(
        LocalBedrockClients.ask(Operation.CONVERSE), Deadline.in(LONG, InstantSource.system()));
  }

  private static Usage usage(StreamTranscript transcript) {
    return switch (transcript.end()) {
      case AnswerEvent.Ended(Usage usage, _) -> usage;
      case AnswerEvent.Failed(_, Usage usage) -> usage;
      default -> new Usage.Unknown();
    };
  }

  private static byte[] delta(String text) {
    return EventStreamFrames.event(
        "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"}}");
  }

  private static byte[] document() {
    return "{\"usage\":{\"inputTokens\":11,\"outputTokens\":3}}".getBytes(StandardCharsets.UTF_8);
  }

  /// Waits until nothing more is sent.
  private static long standstill(AtomicLong sent) throws InterruptedException {
    long before = -1;
    while (before != sent.get()) {
      before = sent.get();
      Thread.sleep(500);
    }
    return before;
  }
}
