package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Bedrock;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/// The bridge to the SDK, on a real socket: what Bedrock sends, byte by byte, against what a reader
/// gets.
@Timeout(60)
class PieceStreamTest {

  private static final Step WHOLE = new Step.Ended(new Usage.Counted(12, 34, 0, 0), "end_turn");

  @Test
  void readsAStreamThatIsSplitAtEveryByte() throws Exception {
    byte[] stream = Frames.claude("Fl", "ow\\u00e9");
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, split) ->
                exchange.stream()
                    .chunk(stream, 0, split)
                    .chunk(stream, split, stream.length)
                    .end());
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      for (int split = 1; split < stream.length; split++) {
        Transcript transcript = Transcript.of(stream(client, Duration.ofMinutes(1)));
        assertThat(transcript.text()).as("split at %d", split).isEqualTo("Flowé");
        assertThat(transcript.end()).isEqualTo(WHOLE);
      }
    }
  }

  @Test
  void readsAStreamThatComesByteByByte() throws Exception {
    byte[] stream = Frames.claude("a", "b", "c");
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.stream().chunks(stream, 1).end())) {
      assertThat(transcript(bedrock))
          .isEqualTo(
              new Transcript(
                  List.of(new Piece.Text("a"), new Piece.Text("b"), new Piece.Text("c")),
                  0,
                  WHOLE));
    }
  }

  @Test
  void givesAPieceBeforeTheNextOneIsSent() throws Exception {
    CountDownLatch firstWasRead = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("first"));
              firstWasRead.await();
              exchange.chunk(Frames.claudePiece("second")).chunk(Frames.claudeEnd()).end();
            });
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream stream = stream(client, Duration.ofMinutes(1))) {
      assertThat(stream.next(Duration.ofSeconds(20)))
          .isEqualTo(new Step.Arrived(new Piece.Text("first")));
      firstWasRead.countDown();
      assertThat(Transcript.of(stream).text()).isEqualTo("second");
    }
  }

  @Test
  void givesEveryPieceThatCameBeforeAnException() throws Exception {
    // All in one read, and a reader that is slower than the stream.
    byte[] stream =
        Frames.concat(
            List.of(
                Frames.concat(Collections.nCopies(40, Frames.claudePiece("x"))),
                Frames.exception("modelStreamErrorException", "secret")));
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream pieces = stream(client, Duration.ofMinutes(1))) {
      for (int piece = 0; piece < 40; piece++) {
        Thread.sleep(2);
        assertThat(pieces.next(Duration.ofSeconds(5))).isInstanceOf(Step.Arrived.class);
      }
      assertThat(failure(pieces.next(Duration.ofSeconds(5)))).isEqualTo(ErrorCode.MODEL_ERROR);
    }
  }

  @Test
  void tellsAStreamThatBreaksFromOneThatEnds() throws Exception {
    byte[] half = Frames.claudePiece("half");
    byte[] next = Frames.claudePiece("next");
    List<RawBedrock.Script> breaks =
        List.of(
            (exchange, _) -> exchange.stream().chunk(half).end(),
            (exchange, _) -> exchange.stream().chunk(half).cut(),
            (exchange, _) -> exchange.stream().chunk(half).chunk(next, 0, 30).cut(),
            (exchange, _) -> exchange.stream().chunk(half).chunk(next, 0, 30).end());
    for (RawBedrock.Script script : breaks) {
      try (RawBedrock bedrock = RawBedrock.start(script)) {
        Transcript transcript = transcript(bedrock);
        assertThat(transcript.text()).isEqualTo("half");
        assertThat(failure(transcript.end())).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      }
    }
  }

  @Test
  void failsOnADamagedFrame() throws Exception {
    byte[] damaged = Frames.claudePiece("never seen");
    damaged[damaged.length - 6] ^= 1;
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) ->
            exchange.stream().chunk(Frames.claudePiece("seen")).chunk(damaged).end())) {
      Transcript transcript = transcript(bedrock);
      assertThat(transcript.text()).isEqualTo("seen");
      assertThat(failure(transcript.end())).isEqualTo(ErrorCode.UPSTREAM_ERROR);
    }
  }

  @Test
  void forgivesAConnectionThatBreaksBehindTheLastEvent() throws Exception {
    byte[] stream = Frames.claude("whole");
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).cut())) {
      Transcript transcript = transcript(bedrock);
      assertThat(transcript.text()).isEqualTo("whole");
      assertThat(transcript.end()).isEqualTo(WHOLE);
    }
  }

  @Test
  void tellsSilencesAndThenThatTheTimeIsOver() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("then nothing"));
              over.await();
            });
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream stream = stream(client, Duration.ofSeconds(2))) {
      Transcript transcript = Transcript.of(stream, Duration.ofMillis(300));
      assertThat(transcript.text()).isEqualTo("then nothing");
      assertThat(transcript.silences()).isBetween(2, 6);
      assertThat(failure(transcript.end())).isEqualTo(ErrorCode.TIMEOUT);
    } finally {
      over.countDown();
    }
  }

  @Test
  void isNotStoppedByEventsOfAnUnknownKind() throws Exception {
    byte[] unknown = Frames.concat(Collections.nCopies(50, Frames.unknown("somethingNew")));
    byte[] stream = Frames.concat(List.of(unknown, Frames.claude("still here")));
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end())) {
      Transcript transcript = transcript(bedrock);
      assertThat(transcript.text()).isEqualTo("still here");
      assertThat(transcript.end()).isEqualTo(WHOLE);
    }
  }

  @Test
  void endsAtItsDeadlineWhateverIsStillThere() throws Exception {
    byte[] stream = Frames.claude("x ".repeat(1_000).split(" "));
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream pieces = stream(client, Duration.ofSeconds(1))) {
      Step step = pieces.next(Duration.ofSeconds(5));
      while (step instanceof Step.Arrived) {
        Thread.sleep(5);
        step = pieces.next(Duration.ofSeconds(5));
      }
      assertThat(failure(step)).isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  @Test
  void losesNothingOfALargeAnswer() throws Exception {
    Random random = new Random(3);
    StringBuilder all = new StringBuilder();
    List<byte[]> frames = new ArrayList<>();
    for (int piece = 0; piece < 3_000; piece++) {
      String text = Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(20));
      all.append(text);
      frames.add(Frames.claudePiece(text));
    }
    frames.add(Frames.claudeEnd());
    byte[] stream = Frames.concat(frames);
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.stream().chunks(stream, 1_000).end())) {
      Transcript transcript = transcript(bedrock);
      assertThat(transcript.text().contentEquals(all)).isTrue();
      assertThat(transcript.texts()).isEqualTo(3_000);
    }
  }

  static PieceStream stream(BedrockRuntimeAsyncClient client, Duration time) {
    Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    Deadline deadline = Deadline.in(time, InstantSource.system());
    return new BedrockModel(client, once).stream(Bedrock.ask(), deadline);
  }

  private static Transcript transcript(RawBedrock bedrock) throws InterruptedException {
    try (BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri());
        PieceStream stream = stream(client, Duration.ofMinutes(1))) {
      return Transcript.of(stream);
    }
  }

  private static ErrorCode failure(Step step) {
    assertThat(step).isInstanceOf(Step.Failed.class);
    return ((Step.Failed) step).problem().code();
  }
}
