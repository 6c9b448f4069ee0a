package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitializationTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String SECRET = "sk-this-must-never-leave";

  @Test
  void asksForTheFirstEventOnceTheHandlerIsBuilt() throws Exception {
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with((_, _, _) -> {})) {
      assertThat(runtimeHarness.api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
      assertThat(runtimeHarness.api.awaitIdle(TIMEOUT)).isTrue();
    }
  }

  @Test
  void reportsAHandlerThatCannotBeBuiltAndEndsWithOne() throws Exception {
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(
            RuntimeApiSettings.onDemand(),
            Map.of(),
            () -> {
              throw new IllegalStateException(SECRET);
            })) {
      assertThat(runtimeHarness.exitCode()).isEqualTo(1);

      assertThat(runtimeHarness.api.awaitInit(TIMEOUT))
          .isEqualTo(
              new InitPhase.InitError(
                  "Runtime.InitError",
                  "{\"errorType\":\"java.lang.IllegalStateException\","
                      + "\"errorMessage\":\"The function did not initialize.\","
                      + "\"stackTrace\":[]}"));
      assertThat(runtimeHarness.wire.all("GET", "/next")).isEmpty();
      assertThat(runtimeHarness.log())
          .startsWith("[ERROR] the function cannot start: init/error java.lang.IllegalState")
          .doesNotContain(SECRET);
    }
  }

  @Test
  void reportsAStaticInitializerThatFails() throws Exception {
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(RuntimeApiSettings.onDemand(), Map.of(), Broken::new)) {
      assertThat(runtimeHarness.exitCode()).isEqualTo(1);

      InitPhase.InitError startup = (InitPhase.InitError) runtimeHarness.api.awaitInit(TIMEOUT);
      assertThat(startup.errorBody()).contains("java.lang.ExceptionInInitializerError");
    }
  }

  @Test
  void endsWithOneEvenIfNobodyTakesTheReport() throws Exception {
    String nobody;
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      nobody = api.address();
    }
    ByteArrayOutputStream log = new ByteArrayOutputStream();

    int code =
        new RuntimeStart(log, MillisClock.SYSTEM, _ -> {})
            .run(
                Map.of("AWS_LAMBDA_RUNTIME_API", nobody),
                () -> {
                  throw new IllegalStateException();
                });

    assertThat(code).isEqualTo(1);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("[ERROR] the report did not reach the platform java.net.ConnectException");
  }

  @Test
  void saysWhichVariableIsMissing() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();

    int code =
        new RuntimeStart(log, MillisClock.SYSTEM, _ -> {}).run(Map.of(), () -> (_, _, _) -> {});

    assertThat(code).isEqualTo(1);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .isEqualTo("[ERROR] AWS_LAMBDA_RUNTIME_API is not set: Lambda sets it\n");
  }

  @Test
  void returnsWhenItsThreadIsInterrupted() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      int[] code = {-1};
      Map<String, String> environment = Map.of("AWS_LAMBDA_RUNTIME_API", api.address());
      Thread thread =
          new Thread(() -> code[0] = StreamingRuntime.run(environment, () -> (_, _, _) -> {}));
      thread.start();
      assertThat(api.awaitIdle(TIMEOUT)).isTrue();

      thread.interrupt();
      thread.join(TIMEOUT);

      assertThat(code[0]).isZero();
    }
  }

  private static final class Broken implements StreamingHandler {
    private static final int NUMBER = Integer.parseInt("no number");

    @Override
    public void handle(InputStream event, Response response, Context context) {
      throw new IllegalStateException("never reached: " + NUMBER);
    }
  }
}
