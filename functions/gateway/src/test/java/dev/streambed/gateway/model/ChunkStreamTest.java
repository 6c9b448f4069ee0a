package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The bridge to the SDK, on a real socket: what Bedrock sends, byte by byte, against what a reader
/// gets.
@Timeout(60)
class ChunkStreamTest {

  private static final AnswerEvent WHOLE =
      new AnswerEvent.Ended(new Usage.Counted(12, 34, 0, 0), "end_turn");

  @Test
  void readsAStreamThatIsSplitAtEveryByte() throws Exception {
    byte[] stream = EventStreamFrames.claude("Fl", "ow\\u00e9");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, split) ->
                exchange.stream()
                    .chunk(stream, 0, split)
                    .chunk(stream, split, stream.length)
                    .end());
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      for (int split = 1; split < stream.length; split++) {
        StreamTranscript streamTranscript =
            StreamTranscript.of(stream(client, Duration.ofMinutes(1)));
        assertThat(streamTranscript.text()).as("split at %d", split).isEqualTo("Flowé");
        assertThat(streamTranscript.end()).isEqualTo(WHOLE);
      }
    }
  }

  @Test
  void readsAStreamThatComesByteByByte() throws Exception {
    byte[] stream = EventStreamFrames.claude("a", "b", "c");
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.stream().chunks(stream, 1).end())) {
      assertThat(transcript(bedrock))
          .isEqualTo(
              new StreamTranscript(
                  List.of(new Chunk.Text("a"), new Chunk.Text("b"), new Chunk.Text("c")),
                  0,
                  WHOLE));
    }
  }

  @Test
  void givesAPieceBeforeTheNextOneIsSent() throws Exception {
    CountDownLatch firstWasRead = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("first"));
              firstWasRead.await();
              exchange
                  .chunk(EventStreamFrames.claudeChunk("second"))
                  .chunk(EventStreamFrames.claudeEnd())
                  .end();
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream stream = stream(client, Duration.ofMinutes(1))) {
      assertThat(stream.next(Duration.ofSeconds(20)))
          .isEqualTo(new AnswerEvent.ChunkArrived(new Chunk.Text("first")));
      firstWasRead.countDown();
      assertThat(StreamTranscript.of(stream).text()).isEqualTo("second");
    }
  }

  @Test
  void givesEveryPieceThatCameBeforeAnException() throws Exception {
    // All in one read, and a reader that is slower than the stream.
    byte[] stream =
        EventStreamFrames.concat(
            List.of(
                EventStreamFrames.concat(
                    Collections.nCopies(40, EventStreamFrames.claudeChunk("x"))),
                EventStreamFrames.exception("modelStreamErrorException", "secret")));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream chunks = stream(client, Duration.ofMinutes(1))) {
      for (int chunk = 0; chunk < 40; chunk++) {
        Thread.sleep(2);
        assertThat(chunks.next(Duration.ofSeconds(5))).isInstanceOf(AnswerEvent.ChunkArrived.class);
      }
      assertThat(failure(chunks.next(Duration.ofSeconds(5)))).isEqualTo(ErrorCode.MODEL_ERROR);
    }
  }

  @Test
  void tellsAStreamThatBreaksFromOneThatEnds() throws Exception {
    byte[] half = EventStreamFrames.claudeChunk("half");
    byte[] next = EventStreamFrames.claudeChunk("next");
    List<ScriptedBedrock.Script> breaks =
        List.of(
            (exchange, _) -> exchange.stream().chunk(half).end(),
            (exchange, _) -> exchange.stream().chunk(half).cut(),
            (exchange, _) -> exchange.stream().chunk(half).chunk(next, 0, 30).cut(),
            (exchange, _) -> exchange.stream().chunk(half).chunk(next, 0, 30).end());
    for (ScriptedBedrock.Script script : breaks) {
      try (ScriptedBedrock bedrock = ScriptedBedrock.start(script)) {
        StreamTranscript streamTranscript = transcript(bedrock);
        assertThat(streamTranscript.text()).isEqualTo("half");
        assertThat(failure(streamTranscript.end())).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      }
    }
  }

  @Test
  void failsOnADamagedFrame() throws Exception {
    byte[] damaged = EventStreamFrames.claudeChunk("never seen");
    damaged[damaged.length - 6] ^= 1;
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) ->
            exchange.stream().chunk(EventStreamFrames.claudeChunk("seen")).chunk(damaged).end())) {
      StreamTranscript streamTranscript = transcript(bedrock);
      assertThat(streamTranscript.text()).isEqualTo("seen");
      assertThat(failure(streamTranscript.end())).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    }
  }

  @Test
  void forgivesAConnectionThatBreaksBehindTheLastEvent() throws Exception {
    byte[] stream = EventStreamFrames.claude("whole");
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).cut())) {
      StreamTranscript streamTranscript = transcript(bedrock);
      assertThat(streamTranscript.text()).isEqualTo("whole");
      assertThat(streamTranscript.end()).isEqualTo(WHOLE);
    }
  }

  @Test
  void tellsSilencesAndThenThatTheTimeIsOver() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("then nothing"));
              over.await();
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream stream = stream(client, Duration.ofSeconds(2))) {
      StreamTranscript streamTranscript = StreamTranscript.of(stream, Duration.ofMillis(300));
      assertThat(streamTranscript.text()).isEqualTo("then nothing");
      assertThat(streamTranscript.silences()).isBetween(2, 6);
      assertThat(failure(streamTranscript.end())).isEqualTo(ErrorCode.TIMEOUT);
    } finally {
      over.countDown();
    }
  }

  @Test
  void isNotStoppedByEventsOfAnUnknownKind() throws Exception {
    byte[] unknown =
        EventStreamFrames.concat(
            Collections.nCopies(50, EventStreamFrames.unknown("somethingNew")));
    byte[] stream =
        EventStreamFrames.concat(List.of(unknown, EventStreamFrames.claude("still here")));
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end())) {
      StreamTranscript streamTranscript = transcript(bedrock);
      assertThat(streamTranscript.text()).isEqualTo("still here");
      assertThat(streamTranscript.end()).isEqualTo(WHOLE);
    }
  }

  @Test
  void endsAtItsDeadlineWhateverIsStillThere() throws Exception {
    byte[] stream = EventStreamFrames.claude("x ".repeat(1_000).split(" "));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream chunks = stream(client, Duration.ofSeconds(1))) {
      AnswerEvent answerEvent = chunks.next(Duration.ofSeconds(5));
      while (answerEvent instanceof AnswerEvent.ChunkArrived) {
        Thread.sleep(5);
        answerEvent = chunks.next(Duration.ofSeconds(5));
      }
      assertThat(failure(answerEvent)).isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  @Test
  void losesNothingOfALargeAnswer() throws Exception {
    Random random = new Random(3);
    StringBuilder all = new StringBuilder();
    List<byte[]> frames = new ArrayList<>();
    for (int chunk = 0; chunk < 3_000; chunk++) {
      String text = Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(20));
      all.append(text);
      frames.add(EventStreamFrames.claudeChunk(text));
    }
    frames.add(EventStreamFrames.claudeEnd());
    byte[] stream = EventStreamFrames.concat(frames);
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.stream().chunks(stream, 1_000).end())) {
      StreamTranscript streamTranscript = transcript(bedrock);
      assertThat(streamTranscript.text().contentEquals(all)).isTrue();
      assertThat(streamTranscript.texts()).isEqualTo(3_000);
    }
  }

  static ChunkStream stream(LocalBedrockClients client, Duration time) {
    Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    Deadline deadline = Deadline.in(time, InstantSource.system());
    return client.model(once).stream(LocalBedrockClients.ask(), deadline);
  }

  private static StreamTranscript transcript(ScriptedBedrock bedrock) throws InterruptedException {
    try (LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream stream = stream(client, Duration.ofMinutes(1))) {
      return StreamTranscript.of(stream);
    }
  }

  private static ErrorCode failure(AnswerEvent answerEvent) {
    assertThat(answerEvent).isInstanceOf(AnswerEvent.Failed.class);
    return ((AnswerEvent.Failed) answerEvent).problem().code();
  }
}
