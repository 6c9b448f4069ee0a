package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedAnswerTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.Settings;
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
class PoisonTest {

  private static final Prelude OK = Prelude.of(FrontDoor.FUNCTION_URL, 200);

  private final Received received = new Received();

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
            PoisonTest.<Exception>raise(poisons[next.getAndIncrement()]);
          }
          write(response.stream(OK), "well");
        };
    try (Stage stage = Stage.with(handler)) {
      for (Throwable poison : poisons) {
        Outcome.FunctionError outcome = (Outcome.FunctionError) stage.streamed(new Received());
        assertThat(outcome.errorBody()).contains(poison.getClass().getName());
      }

      assertThat(stage.streamed(received)).isEqualTo(new Outcome.Complete());
      assertThat(received.body()).isEqualTo("well");
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
    try (Stage stage = Stage.with(handler)) {
      assertThat(stage.streamed(new Received())).isInstanceOf(Outcome.FunctionError.class);
      assertThat(stage.streamed(received)).isEqualTo(new Outcome.Complete());
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
    try (RuntimeApi api = RuntimeApi.start(Settings.onDemand())) {
      Map<String, String> environment = Map.of("AWS_LAMBDA_RUNTIME_API", api.address());
      code =
          CompletableFuture.supplyAsync(
              () -> new Start(broken, Clock.SYSTEM, _ -> {}).run(environment, () -> handler));
      for (int count = 0; count < 10; count++) {
        assertThat(api.invoke(invocation("id-" + count), received))
            .isInstanceOf(Outcome.FunctionError.class);
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
    try (Stage stage = Stage.with(handler)) {
      Received first = new Received();
      assertThat(stage.streamed(first)).isEqualTo(new Outcome.Complete());
      assertThat(first.body()).isEqualTo("true");

      stage.streamed(received);
      assertThat(received.body()).isEqualTo("false");
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
