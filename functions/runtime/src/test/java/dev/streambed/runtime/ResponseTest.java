package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.InvocationOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What a handler may do with its response, and when.
class ResponseTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Prelude OK = Prelude.of(FrontDoor.FUNCTION_URL, 200);

  private final ReceivedResponse receivedResponse = new ReceivedResponse();

  @Test
  void doesNotEndTheAnswerWhenTheStreamIsClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    StreamingHandler handler =
        (_, response, _) -> {
          try (OutputStream body = response.stream(OK)) {
            write(body, "x");
          }
          closed.countDown();
          end.await();
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      RuntimeHarness.Running running = runtimeHarness.begin(receivedResponse);
      closed.await();
      receivedResponse.nextChunk();
      receivedResponse.nextChunk();
      assertThat(running.future()).isNotDone();

      end.countDown();

      assertThat(running.outcome()).isEqualTo(new InvocationOutcome.Complete());
    }
  }

  @Test
  void endsAStreamedAnswerBeforeTheHandlerReturns() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<String> refusal = new AtomicReference<>("");
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream(OK);
          write(body, "x");
          response.finish();
          refusal.set(messageOf(body));
          goOn.await();
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      RuntimeHarness.Running first = runtimeHarness.begin(receivedResponse);

      assertThat(first.outcome()).isEqualTo(new InvocationOutcome.Complete());
      assertThat(receivedResponse.body()).isEqualTo("x");
      assertThat(runtimeHarness.api.awaitIdle(Duration.ofMillis(100))).isFalse();
      goOn.countDown();
      assertThat(runtimeHarness.api.awaitIdle(TIMEOUT)).isTrue();
      assertThat(refusal).hasValue("the answer has ended");
      assertThat(runtimeHarness.wire.all("POST", "/response")).hasSize(1);
    }
  }

  @Test
  void tellsNobodyButTheLogOfAFailureAfterTheEnd() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          write(response.stream(OK), "x");
          response.finish();
          throw new IllegalStateException("late");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());
      runtimeHarness.awaitLog("java.lang.IllegalStateException");
      assertThat(runtimeHarness.streamed(new ReceivedResponse()))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(runtimeHarness.wire.all("POST", "/error")).isEmpty();
    }
  }

  @Test
  void endsAnAnswerWithoutABodyEarly() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          response.stream(OK);
          response.finish();
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(receivedResponse.body()).isEmpty();
    }
  }

  @Test
  void endsABufferedAnswerWithTheHandlerAllTheSame() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.buffer("text/plain");
          write(body, "one");
          response.finish();
          write(body, "two");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(receivedResponse.text()).isEqualTo("onetwo");
    }
  }

  @Test
  void refusesToWriteAfterTheHandlerHasReturned() throws Exception {
    OutputStream[] kept = new OutputStream[1];
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> kept[0] = response.stream(OK))) {
      runtimeHarness.streamed(receivedResponse);
    }
    assertThat(messageOf(kept[0])).isEqualTo("the answer has ended");
  }

  @Test
  void forgetsAWayThatWasReplacedBeforeItBegan() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream first = response.stream(OK);
          OutputStream second = response.proxy(Prelude.of(FrontDoor.REST_API, 500));
          assertThat(messageOf(first)).isEqualTo("the stream is closed");
          write(second, "forgotten");
          write(response.buffer("text/plain"), "kept");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.text()).isEqualTo("kept");
      assertThat(receivedResponse.streaming()).isFalse();
    }
  }

  @Test
  void refusesAnotherWayOnceTheAnswerHasBegun() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          write(response.stream(OK), "x");
          response.buffer("text/plain");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isInstanceOf(InvocationOutcome.CompleteWithError.class);

      assertThat(receivedResponse.body()).isEqualTo("x");
      runtimeHarness.awaitLog("java.lang.IllegalStateException");
    }
  }

  private static String messageOf(OutputStream stream) {
    try {
      stream.write('x');
      return "";
    } catch (IOException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
