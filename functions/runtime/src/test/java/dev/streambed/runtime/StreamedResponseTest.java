package dev.streambed.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Headers;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StreamedResponseTest {

  private static final Prelude OK =
      Prelude.of(FrontDoor.FUNCTION_URL, 200).withHeader("Content-Type", "text/event-stream");
  private static final String OK_JSON =
      "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/event-stream\"}}";

  private final ReceivedResponse receivedResponse = new ReceivedResponse();

  @Test
  void saysWhatAStreamedHttpAnswerIs() throws Exception {
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.stream(OK), "x"))) {
      runtimeHarness.streamed(receivedResponse);

      WireRecording.Request request = runtimeHarness.wire.answered("POST", "/response");
      assertThat(request.line).isEqualTo("POST /2018-06-01/runtime/invocation/id-1/response");
      assertThat(request.headers.lines())
          .containsExactly(
              new Headers.Line("Host", runtimeHarness.api.address()),
              new Headers.Line(
                  "Content-Type", "application/vnd.awslambda.http-integration-response"),
              new Headers.Line("Lambda-Runtime-Function-Response-Mode", "streaming"),
              new Headers.Line(
                  "Trailer",
                  "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"),
              new Headers.Line("Transfer-Encoding", "chunked"));
      assertThat(request.trailers).isEmpty();
    }
  }

  @Test
  void putsThePreludeAndItsDelimiterIntoOneChunkAndEachWriteIntoAnother() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream(OK);
          write(body, "one");
          write(body, "three");
          body.write('!');
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.prelude()).isEqualTo(OK_JSON);
      assertThat(receivedResponse.text()).isEqualTo(OK_JSON + "\0".repeat(8) + "onethree!");
      assertThat(runtimeHarness.wire.answered("POST", "/response").chunks)
          .containsExactly(OK_JSON.length() + 8L, 3L, 5L, 1L, 0L);
    }
  }

  @Test
  void sendsEachWriteBeforeTheNextIsMade() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream(OK);
          write(body, "first");
          seen.await();
          write(body, "second");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      RuntimeHarness.Running running = runtimeHarness.begin(receivedResponse);

      assertThat(receivedResponse.nextChunk()).startsWith("{").endsWith("\0");
      assertThat(receivedResponse.nextChunk()).isEqualTo("first");
      seen.countDown();
      assertThat(receivedResponse.nextChunk()).isEqualTo("second");
      assertThat(running.outcome()).isEqualTo(new InvocationOutcome.Complete());
    }
  }

  @Test
  void holdsThePreludeBackUntilAFlush() throws Exception {
    CountDownLatch chosen = new CountDownLatch(1);
    CountDownLatch flush = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream(OK);
          chosen.countDown();
          flush.await();
          assertThat(response.started()).isFalse();
          body.flush();
          assertThat(response.started()).isTrue();
          end.await();
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      RuntimeHarness.Running running = runtimeHarness.begin(receivedResponse);
      chosen.await();
      assertThat(runtimeHarness.wire.all("POST", "/response")).isEmpty();

      flush.countDown();

      assertThat(receivedResponse.nextChunk()).isEqualTo(OK_JSON + "\0".repeat(8));
      end.countDown();
      assertThat(running.outcome()).isEqualTo(new InvocationOutcome.Complete());
    }
  }

  @Test
  void sendsAPreludeWithoutABody() throws Exception {
    Prelude empty = Prelude.of(FrontDoor.FUNCTION_URL, 204);
    StreamingHandler handler = (_, response, _) -> response.stream(empty).write(new byte[0]);
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.text()).isEqualTo("{\"statusCode\":204}" + "\0".repeat(8));
      assertThat(runtimeHarness.wire.answered("POST", "/response").chunks).containsExactly(26L, 0L);
    }
  }

  @Test
  void streamsBytesWithoutAPrelude() throws Exception {
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.stream("text/csv"), "a,b"))) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.contentType()).isEqualTo("text/csv");
      assertThat(receivedResponse.text()).isEqualTo("a,b");
      assertThat(runtimeHarness.wire.answered("POST", "/response").chunks).containsExactly(3L, 0L);
    }
  }

  @Test
  void sendsChunksOfEverySizeWhole() throws Exception {
    int[] sizes = {
      1, 15, 16, 255, 1_000, 4_095, 16_384, 16_385, 32_768, 32_769, 65_536, 1_000_000, 5_000_000
    };
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream("text/plain");
          for (int size : sizes) {
            body.write(numbered(size), 3, size);
          }
        };
    StringBuilder expected = new StringBuilder();
    for (int size : sizes) {
      expected.append(new String(numbered(size), 3, size, UTF_8));
    }
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.text().equals(expected.toString())).isTrue();
      assertThat(runtimeHarness.wire.answered("POST", "/response").chunks)
          .containsExactly(
              1L,
              15L,
              16L,
              255L,
              1_000L,
              4_095L,
              16_384L,
              16_385L,
              32_768L,
              32_769L,
              65_536L,
              1_000_000L,
              5_000_000L,
              0L);
    }
  }

  @Test
  void opensAConnectionPerAnswerAndClosesItAfterTheWordOnIt() throws Exception {
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.stream(OK), "x"))) {
      runtimeHarness.streamed(receivedResponse);
      runtimeHarness.streamed(receivedResponse);
      runtimeHarness.streamed(receivedResponse);

      for (int answer = 0; answer < 3; answer++) {
        WireRecording.Request request = runtimeHarness.wire.answered("POST", "/response", answer);
        assertThat(request.status).isEqualTo(202);
        runtimeHarness.wire.awaitClosedByRuntime(request.connection);
      }
      // The fourth: one connection for all events.
      assertThat(runtimeHarness.wire.connections()).isEqualTo(4);
      assertThat(runtimeHarness.wire.all("GET", "/next"))
          .extracting(request -> request.connection)
          .containsOnly(1);
    }
  }

  @Test
  void echoesWhichAttemptItAnswers() throws Exception {
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.stream(OK), "x"))) {
      runtimeHarness.api.invoke(
          runtimeHarness.invocation(ResponseMode.STREAMED).withInvocationId("attempt-7"),
          receivedResponse);

      assertThat(
              runtimeHarness
                  .wire
                  .answered("POST", "/response")
                  .headers
                  .first("Lambda-Runtime-Invocation-Id"))
          .isEqualTo("attempt-7");
    }
  }

  private static byte[] numbered(int size) {
    byte[] bytes = new byte[size + 7];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) ('a' + (at * 31 + size) % 26);
    }
    return bytes;
  }

  static void write(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(UTF_8));
  }
}
