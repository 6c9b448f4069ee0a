package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The function as a process, with Lambda's side of the Runtime API in this one.
class CountdownTest {

  @Test
  void sendsEachEventWhenItIsWritten() throws Exception {
    try (RuntimeApi lambda = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      Process function = start(lambda);
      try {
        Chunks chunks = new Chunks();
        Invocation invocation =
            new Invocation("1", new byte[0], ResponseMode.STREAMED, Instant.now().plusSeconds(30));
        assertEquals(new InvocationOutcome.Complete(), lambda.invoke(invocation, chunks));
        assertTrue(chunks.isStreamed);
        List<String> events = chunks.texts.subList(chunks.texts.size() - 3, chunks.texts.size());
        assertEquals(List.of("data: 3\n\n", "data: 2\n\n", "data: 1\n\n"), events);
      } finally {
        function.destroyForcibly();
      }
    }
  }

  private static Process start(RuntimeApi lambda) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), Countdown.class.getName());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
    return builder.inheritIO().start();
  }

  private static final class Chunks implements ResponseSink {

    private final List<String> texts = new ArrayList<>();
    private boolean isStreamed;

    @Override
    public void head(String contentType, boolean streaming) {
      isStreamed = streaming;
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      texts.add(new String(buffer, offset, length, UTF_8));
    }
  }
}
