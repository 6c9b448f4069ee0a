package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedAnswerTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Headers;
import dev.streambed.runtimeapi.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BufferedAnswerTest {

  private static final int LIMIT = (6 << 20) + 100;

  private final Received received = new Received();

  @Test
  void sendsTheWholeAnswerOnTheConnectionThatTheEventCameOn() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.buffer("application/json");
          write(body, "{\"a\"");
          body.flush();
          assertThat(response.started()).isFalse();
          write(body, ":1}");
        };
    try (Stage stage = Stage.with(handler)) {
      assertThat(stage.buffered(received)).isEqualTo(new Outcome.Complete());

      assertThat(received.text()).isEqualTo("{\"a\":1}");
      assertThat(received.contentType()).isEqualTo("application/json");
      assertThat(received.streaming()).isFalse();
      RecordedWire.Request request = stage.wire.answered("POST", "/response");
      assertThat(request.connection).isEqualTo(1);
      assertThat(request.headers.lines())
          .containsExactly(
              new Headers.Line("Host", stage.api.address()),
              new Headers.Line("Content-Type", "application/json"),
              new Headers.Line("Content-Length", "7"));
      assertThat(stage.wire.connections()).isEqualTo(1);
    }
  }

  @Test
  void answersWithNothingWhenTheHandlerChoseNothing() throws Exception {
    try (Stage stage = Stage.with((_, _, _) -> {})) {
      assertThat(stage.buffered(received)).isEqualTo(new Outcome.Complete());

      assertThat(received.text()).isEmpty();
      assertThat(received.contentType()).isEqualTo("application/json");
    }
  }

  @Test
  void sendsProxyJson() throws Exception {
    Prelude created = Prelude.of(FrontDoor.REST_API, 201).withHeader("Location", "/here");
    try (Stage stage = Stage.with((_, response, _) -> write(response.proxy(created), "\"öl\""))) {
      assertThat(stage.buffered(received)).isEqualTo(new Outcome.Complete());

      assertThat(received.contentType()).isEqualTo("application/json");
      assertThat(received.text())
          .isEqualTo(
              "{\"statusCode\":201,\"headers\":{\"Location\":\"/here\"},"
                  + "\"body\":\"\\\"öl\\\"\",\"isBase64Encoded\":false}");
    }
  }

  @Test
  void sendsAnAnswerOfExactlyTheLimit() throws Exception {
    byte[] large = new byte[LIMIT];
    try (Stage stage = Stage.with((_, response, _) -> response.buffer("a/b").write(large))) {
      assertThat(stage.buffered(received)).isEqualTo(new Outcome.Complete());
      assertThat(received.text()).hasSize(LIMIT);
    }
  }

  @Test
  void failsTheWriteThatPassesTheLimit() throws Exception {
    byte[] large = new byte[LIMIT];
    CountDownLatch wroteTheFirst = new CountDownLatch(1);
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.buffer("a/b");
          body.write(large);
          wroteTheFirst.countDown();
          body.write('x');
        };
    try (Stage stage = Stage.with(handler)) {
      Outcome.FunctionError outcome = (Outcome.FunctionError) stage.buffered(received);

      assertThat(wroteTheFirst.getCount()).isZero();
      assertThat(outcome.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
      assertThat(outcome.errorBody()).contains("larger than Lambda allows");
    }
  }

  @Test
  void failsAnAnswerOverTheLimitWhoseHandlerDidNotCare() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.buffer("a/b");
          try {
            body.write(new byte[LIMIT + 1]);
          } catch (IOException ignored) {
            body.close();
          }
        };
    try (Stage stage = Stage.with(handler)) {
      Outcome.FunctionError outcome = (Outcome.FunctionError) stage.buffered(received);
      assertThat(outcome.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
    }
  }

  @Test
  void failsProxyJsonThatGrowsOverTheLimitByItsQuoting() throws Exception {
    byte[] quotes = "\"".repeat(LIMIT / 2).getBytes(StandardCharsets.UTF_8);
    Prelude ok = Prelude.of(FrontDoor.REST_API, 200);
    try (Stage stage = Stage.with((_, response, _) -> response.proxy(ok).write(quotes))) {
      Outcome.FunctionError outcome = (Outcome.FunctionError) stage.buffered(received);

      assertThat(outcome.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
      assertThat(stage.log()).contains("[ERROR] the buffered answer is too large");
    }
  }

  @Test
  void logsThatThePlatformRefusedAnAnswerAndGoesOn() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> response.stream("a/b").write(new byte[LIMIT + 1]);
    try (Stage stage = Stage.with(handler)) {
      assertThat(stage.buffered(received)).isEqualTo(new Outcome.TooLarge(LIMIT));

      assertThat(stage.streamed(new Received())).isEqualTo(new Outcome.Complete());
      assertThat(stage.log())
          .isEqualTo("[ERROR] the platform refused the answer with 413 (request id-1)\n");
    }
  }
}
