package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Headers;
import dev.streambed.runtimeapi.InvocationOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BufferedResponseTest {

  private static final int LIMIT = (6 << 20) + 100;

  private final ReceivedResponse receivedResponse = new ReceivedResponse();

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
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.buffered(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.text()).isEqualTo("{\"a\":1}");
      assertThat(receivedResponse.contentType()).isEqualTo("application/json");
      assertThat(receivedResponse.streaming()).isFalse();
      WireRecording.Request request = runtimeHarness.wire.answered("POST", "/response");
      assertThat(request.connection).isEqualTo(1);
      assertThat(request.headers.lines())
          .containsExactly(
              new Headers.Line("Host", runtimeHarness.api.address()),
              new Headers.Line("Content-Type", "application/json"),
              new Headers.Line("Content-Length", "7"));
      assertThat(runtimeHarness.wire.connections()).isEqualTo(1);
    }
  }

  @Test
  void answersWithNothingWhenTheHandlerChoseNothing() throws Exception {
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with((_, _, _) -> {})) {
      assertThat(runtimeHarness.buffered(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.text()).isEmpty();
      assertThat(receivedResponse.contentType()).isEqualTo("application/json");
    }
  }

  @Test
  void sendsProxyJson() throws Exception {
    Prelude created = Prelude.of(FrontDoor.REST_API, 201).withHeader("Location", "/here");
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.proxy(created), "\"öl\""))) {
      assertThat(runtimeHarness.buffered(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.contentType()).isEqualTo("application/json");
      assertThat(receivedResponse.text())
          .isEqualTo(
              "{\"statusCode\":201,\"headers\":{\"Location\":\"/here\"},"
                  + "\"body\":\"\\\"öl\\\"\",\"isBase64Encoded\":false}");
    }
  }

  @Test
  void sendsAnAnswerOfExactlyTheLimit() throws Exception {
    byte[] large = new byte[LIMIT];
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> response.buffer("a/b").write(large))) {
      assertThat(runtimeHarness.buffered(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(receivedResponse.text()).hasSize(LIMIT);
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
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      InvocationOutcome.FunctionError outcome =
          (InvocationOutcome.FunctionError) runtimeHarness.buffered(receivedResponse);

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
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      InvocationOutcome.FunctionError outcome =
          (InvocationOutcome.FunctionError) runtimeHarness.buffered(receivedResponse);
      assertThat(outcome.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
    }
  }

  @Test
  void failsProxyJsonThatGrowsOverTheLimitByItsQuoting() throws Exception {
    byte[] quotes = "\"".repeat(LIMIT / 2).getBytes(StandardCharsets.UTF_8);
    Prelude ok = Prelude.of(FrontDoor.REST_API, 200);
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> response.proxy(ok).write(quotes))) {
      InvocationOutcome.FunctionError outcome =
          (InvocationOutcome.FunctionError) runtimeHarness.buffered(receivedResponse);

      assertThat(outcome.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
      assertThat(runtimeHarness.log()).contains("[ERROR] the buffered answer is too large");
    }
  }

  @Test
  void logsThatThePlatformRefusedAnAnswerAndGoesOn() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> response.stream("a/b").write(new byte[LIMIT + 1]);
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.buffered(receivedResponse))
          .isEqualTo(new InvocationOutcome.TooLarge(LIMIT));

      assertThat(runtimeHarness.streamed(new ReceivedResponse()))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(runtimeHarness.log())
          .isEqualTo("[ERROR] the platform refused the answer with 413 (request id-1)\n");
    }
  }
}
