package dev.streambed.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmptyFunctionTest {

  private static final Path START =
      Path.of(System.getProperty("streambed.root", "../.."))
          .resolve("functions/runtime/src/main/bootstrap/bootstrap");

  @TempDir private Path gateway = Path.of("");
  @TempDir private Path folder = Path.of("");

  @Test
  void answersEachEventWithOneChunkInTheGatewaysPackaging()
      throws IOException, InterruptedException {
    Files.copy(START, gateway.resolve("bootstrap"), StandardCopyOption.COPY_ATTRIBUTES);
    FunctionPackage ours = new FunctionPackage("ours", gateway, "java25", "Main");

    FunctionPackage empty = ours.empty("empty", folder);

    assertThat(empty.runtime()).isEqualTo("java25");
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      Process process = start(empty, api);
      try {
        assertThat(answer(api, "1")).matches(EmptyFunctionTest::isWhole);
        assertThat(answer(api, "2")).matches(EmptyFunctionTest::isWhole);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static boolean isWhole(String answer) {
    return answer.matches(
        "(?s)\\{\"statusCode\":200,.*}\\x00{8}data: \\{\"content\":\"\\d+ \"}\n\n");
  }

  private static Process start(FunctionPackage function, RuntimeApi api) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(function.folder().resolve("bootstrap").toString(), java).inheritIO();
    builder.environment().put("LAMBDA_TASK_ROOT", function.folder().toString());
    builder.environment().put("_HANDLER", function.handler());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    return builder.start();
  }

  private static String answer(RuntimeApi api, String id) throws InterruptedException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ResponseSink sink =
        new ResponseSink() {
          @Override
          public void head(String contentType, boolean streaming) {}

          @Override
          public void bytes(byte[] buffer, int offset, int length) {
            answer.write(buffer, offset, length);
          }
        };
    byte[] event = "{}".getBytes(StandardCharsets.UTF_8);
    Instant deadline = Instant.now().plusSeconds(60);
    assertThat(api.invoke(new Invocation(id, event, ResponseMode.STREAMED, deadline), sink))
        .isInstanceOf(InvocationOutcome.Complete.class);
    return answer.toString(StandardCharsets.UTF_8);
  }
}
