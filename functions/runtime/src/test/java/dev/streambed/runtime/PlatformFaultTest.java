package dev.streambed.runtime;

import static dev.streambed.runtime.ScriptedPlatform.CUT;
import static dev.streambed.runtime.ScriptedPlatform.HANG_UP;
import static dev.streambed.runtime.ScriptedPlatform.accepted;
import static dev.streambed.runtime.ScriptedPlatform.event;
import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PlatformFaultTest {

  private static final String NEXT = "GET /2018-06-01/runtime/invocation/next";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a/b\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a b\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nContent-Length: 999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "SSH-2.0-OpenSSH_9\r\n\r\n",
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nContent-Length: 9\r\n\r\nshort"
            + HANG_UP,
        CUT
      })
  void asksAgainAfterAMalformedEvent(String malformed) throws Exception {
    List<List<String>> scripts =
        List.of(List.of(malformed, CUT), List.of(event("id-1", "{}"), accepted()));
    AtomicInteger calls = new AtomicInteger();
    try (ScriptedPlatform platform = new ScriptedPlatform(scripts)) {
      StreamingHandler handler = (_, response, _) -> write(response.buffer("a/b"), answer(calls));

      assertThat(run(platform, handler)).isEqualTo(69);

      assertThat(calls.get()).isEqualTo(1);
      assertThat(platform.requests)
          .contains("POST /2018-06-01/runtime/invocation/id-1/response answer");
    }
  }

  @Test
  void readsEventsInEveryFormThatHttpAllows() throws Exception {
    String inChunks =
        """
        HTTP/1.1 100 Continue\r
        \r
        HTTP/1.1 200 OK\r
        transfer-encoding: Chunked\r
        LAMBDA-RUNTIME-AWS-REQUEST-ID:   id-1  \r
        \r
        1;ext=1\r
        {\r
        A\r
        "a":"four"\r
        1\r
        }\r
        0\r
        Trailer: x\r
        \r
        """;
    String toTheEnd = "HTTP/1.0 200 OK\r\nLambda-Runtime-Aws-Request-Id: id-2\r\n\r\n{}" + HANG_UP;
    String last =
        """
        HTTP/1.1 200 OK\r
        Lambda-Runtime-Aws-Request-Id: id-3\r
        Connection: close\r
        Content-Length: 1\r
        \r
        3\
        """;
    List<String> events = new ArrayList<>();
    StreamingHandler handler =
        (event, response, _) -> {
          events.add(new String(event.readAllBytes(), StandardCharsets.UTF_8));
          write(response.buffer("a/b"), "answer");
        };
    try (ScriptedPlatform platform =
        new ScriptedPlatform(
            List.of(
                List.of(inChunks, accepted()),
                List.of(toTheEnd),
                List.of(accepted(), last),
                List.of(accepted())))) {
      run(platform, handler);
    }
    assertThat(events).containsExactly("{\"a\":\"four\"}", "{}", "3");
  }

  @Test
  void takesAFreshConnectionWhenTheKeptOneWasClosedMeanwhile() throws Exception {
    List<List<String>> scripts =
        List.of(List.of(event("id-1", "{}")), List.of(accepted(), event("id-2", "{}"), accepted()));
    AtomicInteger calls = new AtomicInteger();
    try (ScriptedPlatform platform = new ScriptedPlatform(scripts)) {
      run(platform, (_, response, _) -> write(response.buffer("a/b"), answer(calls)));

      assertThat(platform.requests)
          .containsExactly(
              NEXT,
              "POST /2018-06-01/runtime/invocation/id-1/response answer",
              "POST /2018-06-01/runtime/invocation/id-1/response answer",
              NEXT,
              "POST /2018-06-01/runtime/invocation/id-2/response answer",
              NEXT);
    }
  }

  @Test
  void losesNoAnswerToAKeptConnectionThatWasReset() throws Exception {
    List<List<String>> scripts = List.of(List.of(event("id-1", "{}")), List.of(accepted()));
    AtomicInteger calls = new AtomicInteger();
    try (ScriptedPlatform platform = new ScriptedPlatform(scripts)) {
      StreamingHandler handler =
          (_, response, _) -> {
            write(response.buffer("a/b"), answer(calls));
            platform.reset();
          };
      run(platform, handler);

      assertThat(platform.requests)
          .contains("POST /2018-06-01/runtime/invocation/id-1/response answer");
    }
  }

  @Test
  void tellsTheHandlerWhenThePlatformCutsItsAnswerAndGoesOn() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream("text/plain");
          write(body, "begun");
          if (calls.getAndIncrement() == 0) {
            writeUntilCut(body);
            cut.countDown();
          }
        };
    // The platform's own deadline ends the invocation; the runtime's clock is behind, so it does
    // not notice.
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler).ahead(-60_000)) {
      ReceivedResponse receivedResponse = new ReceivedResponse();
      InvocationOutcome first =
          runtimeHarness.api.invoke(
              new dev.streambed.runtimeapi.Invocation(
                  "id-1", new byte[0], ResponseMode.STREAMED, Instant.now().plusMillis(500)),
              receivedResponse);

      assertThat(first).isEqualTo(new InvocationOutcome.TimedOut());
      cut.await();
      assertThat(runtimeHarness.streamed(new ReceivedResponse()))
          .isEqualTo(new InvocationOutcome.Complete());
      runtimeHarness.awaitLog("[ERROR] the answer did not reach the platform");
    }
  }

  @Test
  void goesOnWhenAStreamedAnswerFindsNoConnection() throws Exception {
    // After the event the platform accepts no new connection, so the error is sent on the existing
    // one.
    List<List<String>> scripts = List.of(List.of(event("id-1", "{}"), accepted()));
    try (ScriptedPlatform platform = new ScriptedPlatform(scripts)) {
      StreamingHandler handler =
          (_, response, _) -> {
            platform.stopListening();
            write(response.stream("a/b"), "x");
          };

      assertThat(run(platform, handler)).isEqualTo(69);

      assertThat(platform.requests)
          .element(1)
          .asString()
          .startsWith("POST /2018-06-01/runtime/invocation/id-1/error")
          .contains("java.net.ConnectException");
    }
  }

  private static String answer(AtomicInteger calls) {
    calls.incrementAndGet();
    return "answer";
  }

  private static void writeUntilCut(OutputStream body) {
    try {
      while (true) {
        body.write(new byte[1000]);
      }
    } catch (IOException wasCut) {
      return;
    }
  }

  private int run(ScriptedPlatform platform, StreamingHandler handler) {
    Map<String, String> environment = Map.of("AWS_LAMBDA_RUNTIME_API", platform.address());
    return new RuntimeStart(log, MillisClock.SYSTEM, _ -> {}).run(environment, () -> handler);
  }
}
