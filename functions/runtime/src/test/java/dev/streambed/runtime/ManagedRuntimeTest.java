package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import dev.streambed.runtime.example.BufferedCountdown;
import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs AWS's own Java runtime, as on java25 without the wrapper, to verify the platform that the
/// other tests run against, and the handler's adapter.
class ManagedRuntimeTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private RuntimeApi api;
  private Process process;

  @BeforeEach
  void start() throws Exception {
    api = RuntimeApi.start(RuntimeApiSettings.onDemand());
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                TaskRoot.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AWSLambda.class.getName(),
                BufferedCountdown.class.getName()));
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    builder.directory(folder.toFile()).inheritIO();
    process = builder.start();
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
    api.close();
  }

  @Test
  void answersBufferedAndInProxyJson() throws Exception {
    assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
    for (int count = 0; count < 2; count++) {
      ReceivedResponse receivedResponse = new ReceivedResponse();
      Invocation invocation =
          new Invocation(
              "8f507cfc-xmpl-4697-b07a-ac58fc914c9" + count,
              "{}".getBytes(StandardCharsets.UTF_8),
              ResponseMode.BUFFERED,
              Instant.now().plus(TIMEOUT));

      assertThat(api.invoke(invocation, receivedResponse))
          .isEqualTo(new InvocationOutcome.Complete());

      assertThat(receivedResponse.streaming()).isFalse();
      assertThat(receivedResponse.text())
          .isEqualTo(
              "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/event-stream\"},"
                  + "\"body\":\"data: 3\\n\\ndata: 2\\n\\ndata: 1\\n\\n\","
                  + "\"isBase64Encoded\":false}");
    }
  }
}
