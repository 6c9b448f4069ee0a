package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Events that break their handler, and the event after them.
class FailingHandlerTest {

  private static final Prelude OK = Prelude.of(FrontDoor.FUNCTION_URL, 200);

  private final ReceivedResponse receivedResponse = new ReceivedResponse();

  @Test
  void goesOnAfterWhateverAHandlerThrows() throws Exception {
    Throwable[] poisons = {
      new OutOfMemoryError("poison"),
      new StackOverflowError("poison"),
      new AssertionError("poison"),
      new InterruptedException("poison"),
      new IOException("poison"),
      new NoClassDefFoundError("poison")
    };
    AtomicInteger next = new AtomicInteger();
    StreamingHandler handler =
        (_, response, _) -> {
          if (next.get() < poisons.length) {
            FailingHandlerTest.<Exception>raise(poisons[next.getAndIncrement()]);
          }
          write(response.stream(OK), "well");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      for (Throwable poison : poisons) {
        InvocationOutcome.FunctionError outcome =
            (InvocationOutcome.FunctionError) runtimeHarness.streamed(new ReceivedResponse());
        assertThat(outcome.errorBody()).contains(poison.getClass().getName());
      }

      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(receivedResponse.body()).isEqualTo("well");
    }
  }

  @Test
  void goesOnAfterAStackThatReallyOverflowed() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    StreamingHandler handler =
        (_, response, _) -> {
          if (calls.getAndIncrement() == 0) {
            write(response.stream(OK), Integer.toString(endless(0)));
          }
          write(response.stream(OK), "well");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(new ReceivedResponse()))
          .isInstanceOf(InvocationOutcome.FunctionError.class);
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());
    }
  }

  @Test
  void goesOnWhenEvenTheLogFails() throws Exception {
    AtomicBoolean poisoned = new AtomicBoolean(true);
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int oneByte) {
            if (poisoned.get()) {
              throw new OutOfMemoryError("poison");
            }
          }
        };
    StreamingHandler handler =
        (_, _, _) -> {
          throw new IllegalStateException();
        };
    CompletableFuture<Integer> code;
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      Map<String, String> environment = Map.of("AWS_LAMBDA_RUNTIME_API", api.address());
      code =
          CompletableFuture.supplyAsync(() ->
              new RuntimeStart(broken, MillisClock.SYSTEM, _ -> {})
                  .run(environment, () -> handler));
      for (int count = 0; count < 10; count++) {
        assertThat(api.invoke(invocation("id-" + count), receivedResponse))
            .isInstanceOf(InvocationOutcome.FunctionError.class);
      }
      poisoned.set(false);
    }
    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(69);
  }

  @Test
  void doesNotLetAnInterruptOfOneInvocationReachTheNext() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    StreamingHandler handler =
        (_, response, _) -> {
          if (calls.getAndIncrement() == 0) {
            Thread.currentThread().interrupt();
          }
          write(response.stream(OK), Boolean.toString(Thread.currentThread().isInterrupted()));
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      ReceivedResponse first = new ReceivedResponse();
      assertThat(runtimeHarness.streamed(first)).isEqualTo(new InvocationOutcome.Complete());
      assertThat(first.body()).isEqualTo("true");

      runtimeHarness.streamed(receivedResponse);
      assertThat(receivedResponse.body()).isEqualTo("false");
    }
  }

  private static Invocation invocation(String id) {
    Instant deadline = Instant.now().plusSeconds(30);
    return new Invocation(id, new byte[0], ResponseMode.STREAMED, deadline);
  }

  private static int endless(int depth) {
    return depth < 0 ? depth : endless(depth + 1) + 1;
  }

  @SuppressWarnings("unchecked") // throws whatever it is given, checked or not
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
