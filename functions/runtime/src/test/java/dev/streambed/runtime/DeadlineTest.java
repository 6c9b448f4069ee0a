package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Bandwidth;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.MonotonicClock;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The runtime's clock is ahead of the platform's here, so that it acts immediately on a deadline
/// that is half a minute away for the platform: no test depends on the speed of this machine.
class DeadlineTest {

  private static final long NEARLY_ALL = RuntimeHarness.TIMEOUT_SECONDS * 1000 - 1_000;

  private final ReceivedResponse receivedResponse = new ReceivedResponse();
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void lastWordsOfAnInterruptedHandlerEndTheAnswerInGoodOrder() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream("text/plain");
          write(body, "begun ");
          try {
            never.await();
          } catch (InterruptedException deadline) {
            Thread.currentThread().interrupt();
            write(body, "and ended");
          }
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler).ahead(NEARLY_ALL)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.text()).isEqualTo("begun and ended");
      assertThat(runtimeHarness.log())
          .isEqualTo("[WARN] the deadline is near: the handler is interrupted (request id-1)\n");
    }
  }

  @Test
  void tellsOfTheDeadlineWhenTheInterruptMakesTheHandlerFail() throws Exception {
    StreamingHandler handler = (_, _, _) -> never.await();
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler).ahead(NEARLY_ALL)) {
      InvocationOutcome.FunctionError outcome =
          (InvocationOutcome.FunctionError) runtimeHarness.streamed(receivedResponse);

      assertThat(outcome.errorType()).isEqualTo("Function.DeadlineExceeded");
      assertThat(outcome.errorBody()).contains("did not end before the invocation's deadline");
    }
  }

  @Test
  void endsTheAnswerOfAHandlerThatDoesNotReturnAndGoesOn() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    StreamingHandler handler =
        (_, response, _) -> {
          write(response.stream("text/plain"), "begun");
          if (calls.getAndIncrement() == 0) {
            awaitUninterruptibly(released);
          }
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler).ahead(NEARLY_ALL)) {
      InvocationOutcome.CompleteWithError outcome =
          (InvocationOutcome.CompleteWithError) runtimeHarness.streamed(receivedResponse);

      assertThat(outcome.errorType()).isEqualTo("Function.DeadlineExceeded");
      assertThat(receivedResponse.text()).isEqualTo("begun");
      assertThat(runtimeHarness.streamed(new ReceivedResponse()))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(runtimeHarness.log())
          .contains("[ERROR] the handler did not return before the deadline")
          .doesNotContain("returned after");

      released.countDown();
      runtimeHarness.awaitLog("[WARN] the handler returned after its answer was ended");
      assertThat(runtimeHarness.streamed(new ReceivedResponse()))
          .isEqualTo(new InvocationOutcome.Complete());
    }
  }

  @Test
  void reportsAHandlerThatDoesNotReturnBeforeItsFirstByteAsAnError() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          response.stream("text/plain");
          awaitUninterruptibly(never);
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler).ahead(NEARLY_ALL)) {
      InvocationOutcome.FunctionError outcome =
          (InvocationOutcome.FunctionError) runtimeHarness.streamed(receivedResponse);
      assertThat(outcome.errorType()).isEqualTo("Function.DeadlineExceeded");
    }
  }

  @Test
  void refusesWritesOfAHandlerWhoseAnswerWasEnded() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream("text/plain");
          write(body, "begun");
          awaitUninterruptibly(ended);
          try {
            write(body, "too late");
          } catch (IOException tooLate) {
            refused.countDown();
          }
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler).ahead(NEARLY_ALL)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isInstanceOf(InvocationOutcome.CompleteWithError.class);
      ended.countDown();

      refused.await();
      assertThat(receivedResponse.text()).isEqualTo("begun");
    }
  }

  @Test
  void cutsAWriteThatHangsAtTheDeadline() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    Bandwidth wide = new Bandwidth(64 << 20, 64 << 20, Duration.ofSeconds(1));
    RuntimeApiSettings runtimeApiSettings =
        RuntimeApiSettings.onDemand().withBandwidth(wide, MonotonicClock.SYSTEM);
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream("text/plain");
          try {
            for (int count = 0; count < 32; count++) {
              body.write(new byte[1 << 20]);
            }
          } catch (IOException cut) {
            failed.countDown();
          }
        };
    CountDownLatch ended = new CountDownLatch(1);
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(runtimeApiSettings, Map.of(), () -> handler).ahead(NEARLY_ALL)) {
      // As long as the platform has not seen the cut, it gives no event.
      runtimeHarness.pausing(_ -> ended.await());
      RuntimeHarness.Running running = runtimeHarness.begin(new SlowSink(slow));
      failed.await();
      slow.countDown();

      assertThat(running.outcome()).isEqualTo(new InvocationOutcome.Truncated());
      ended.countDown();
      runtimeHarness.awaitLog("[ERROR] the failure did not reach the platform");
      assertThat(runtimeHarness.api.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void leavesAHandlerAloneWhoseInvocationHasNoDeadlineNearby() throws Exception {
    StreamingHandler handler = (_, response, _) -> write(response.stream("text/plain"), "well");
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      for (int count = 0; count < 20; count++) {
        assertThat(runtimeHarness.streamed(new ReceivedResponse()))
            .isEqualTo(new InvocationOutcome.Complete());
      }
      assertThat(runtimeHarness.log()).isEmpty();
    }
  }

  @Test
  void givesUpAnEnvironmentFullOfHandlersThatDoNotReturn() throws Exception {
    StreamingHandler handler = (_, _, _) -> awaitUninterruptibly(never);
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler).ahead(NEARLY_ALL)) {
      for (int count = 0; count < 5; count++) {
        assertThat(runtimeHarness.streamed(new ReceivedResponse()))
            .isInstanceOf(InvocationOutcome.FunctionError.class);
      }

      assertThat(runtimeHarness.exitCode()).isEqualTo(70);
      assertThat(runtimeHarness.log()).endsWith("[WARN] too many handlers do not return\n");
    }
  }

  @Test
  void interruptsOnlyTheHandlerWhoseDeadlineIsNear() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    StreamingHandler handler =
        (_, response, context) -> {
          both.countDown();
          both.await();
          if (context.getAwsRequestId().equals("near")) {
            never.await();
          }
          release.await();
          write(response.stream("text/plain"), "undisturbed");
        };
    Map<String, String> two = Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2");
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(RuntimeApiSettings.onDemand().withWorkers(2), two, () -> handler)) {
      runtimeHarness.ahead(Duration.ofMinutes(9).toMillis());
      RuntimeHarness.Running far =
          runtimeHarness.begin(invocation("far", Duration.ofMinutes(20)), receivedResponse);
      RuntimeHarness.Running near =
          runtimeHarness.begin(
              invocation("near", Duration.ofMinutes(9).plusSeconds(1)), new ReceivedResponse());

      assertThat(near.outcome()).isInstanceOf(InvocationOutcome.FunctionError.class);
      release.countDown();
      assertThat(far.outcome()).isEqualTo(new InvocationOutcome.Complete());
      assertThat(receivedResponse.text()).isEqualTo("undisturbed");
    }
  }

  private static Invocation invocation(String id, Duration left) {
    return new Invocation(id, new byte[0], ResponseMode.STREAMED, Instant.now().plus(left));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean waiting = true;
    while (waiting) {
      try {
        latch.await();
        waiting = false;
      } catch (InterruptedException ignored) {
        waiting = true;
      }
    }
  }

  private record SlowSink(CountDownLatch slow) implements ResponseSink {
    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) throws IOException {
      try {
        slow.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }
}
