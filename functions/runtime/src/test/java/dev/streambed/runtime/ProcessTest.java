package dev.streambed.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.runtime.example.Countdown;
import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start script and a real JVM, as Lambda starts them.
class ProcessTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final List<String> WRAPPED =
      List.of(TaskRoot.java().toString(), "-XX:NoSuchOption", "com.amazonaws.Old", "handler");

  private final List<Process> started = new ArrayList<>();
  @TempDir private Path folder;
  private RuntimeApi api;
  private TaskRoot root;

  @BeforeEach
  void unpack() throws Exception {
    api = RuntimeApi.start(RuntimeApiSettings.onDemand());
    root = TaskRoot.in(folder.resolve("task"));
  }

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
    api.close();
  }

  @Test
  void streamsTheExampleThroughTheWrapperOfTheManagedRuntime() throws Exception {
    start(Countdown.class, WRAPPED);

    assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
    ReceivedResponse receivedResponse = new ReceivedResponse();
    assertThat(invoke(receivedResponse)).isEqualTo(new InvocationOutcome.Complete());

    assertThat(receivedResponse.prelude())
        .isEqualTo("{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/event-stream\"}}");
    assertThat(receivedResponse.nextChunk()).endsWith("\0");
    assertThat(receivedResponse.nextChunk()).isEqualTo("data: 3\n\n");
    assertThat(receivedResponse.nextChunk()).isEqualTo("data: 2\n\n");
    assertThat(receivedResponse.nextChunk()).isEqualTo("data: 1\n\n");
  }

  @Test
  void streamsTheExampleWithAJvmOfItsOwn() throws Exception {
    Path own = root.folder().resolve("jre/bin/java");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "#!/bin/sh\nexec " + TaskRoot.java() + " \"$@\"\n");
    assertThat(own.toFile().setExecutable(true)).isTrue();
    start(Countdown.class, List.of());

    assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
    assertThat(invoke(new ReceivedResponse())).isEqualTo(new InvocationOutcome.Complete());
  }

  @Test
  void passesOverACacheThatDoesNotFitItsJvm() throws Exception {
    Files.writeString(root.folder().resolve("app.aot"), "of another JVM, or broken");
    start(Countdown.class, WRAPPED);

    assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
    assertThat(invoke(new ReceivedResponse())).isEqualTo(new InvocationOutcome.Complete());
  }

  @Test
  void isTheJvmItselfAfterTheScript() throws Exception {
    Process process = start(Countdown.class, WRAPPED);
    api.awaitInit(TIMEOUT);

    assertThat(process.info().command().orElse("")).endsWith("/java");
    assertThat(process.descendants()).isEmpty();
  }

  @Test
  void endsOnTheSignalThatLambdaSends() throws Exception {
    Process process = start(Countdown.class, WRAPPED);
    api.awaitInit(TIMEOUT);

    process.destroy();

    assertThat(exitCodeOf(process)).isEqualTo(128 + 15);
  }

  @Test
  void endsByItselfWhenThePlatformDies() throws Exception {
    Process process = start(Countdown.class, WRAPPED);
    api.awaitInit(TIMEOUT);

    api.close();

    assertThat(exitCodeOf(process)).isEqualTo(69);
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("[WARN] the Runtime API is gone\n");
  }

  @Test
  void endsWithAnInitErrorThatThePlatformHears() throws Exception {
    Process process = start(Unbuildable.class, WRAPPED);

    assertThat(exitCodeOf(process)).isEqualTo(1);
    InitPhase.InitError startup = (InitPhase.InitError) api.awaitInit(TIMEOUT);
    assertThat(startup.errorType()).isEqualTo("Runtime.InitError");
  }

  @Test
  void survivesAHeapThatIsTooSmallForOneInvocation() throws Exception {
    Process process = start(Greedy.class, WRAPPED);
    api.awaitInit(TIMEOUT);

    InvocationOutcome.FunctionError first =
        (InvocationOutcome.FunctionError) invoke(new ReceivedResponse());
    assertThat(first.errorBody()).contains("java.lang.OutOfMemoryError");
    InvocationOutcome.FunctionError second =
        (InvocationOutcome.FunctionError) invoke(new ReceivedResponse());
    assertThat(second.errorBody()).contains("java.lang.OutOfMemoryError");
    assertThat(process.isAlive()).isTrue();
  }

  private Process start(Class<?> main, List<String> arguments) throws Exception {
    Map<String, String> environment =
        Map.of(
            "AWS_LAMBDA_RUNTIME_API", api.address(),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256",
            "_HANDLER", main.getName());
    Process process = root.start(environment, arguments);
    started.add(process);
    return process;
  }

  private InvocationOutcome invoke(ReceivedResponse receivedResponse) throws InterruptedException {
    Instant deadline = Instant.now().plus(TIMEOUT);
    return api.invoke(
        new Invocation("id", new byte[0], ResponseMode.STREAMED, deadline), receivedResponse);
  }

  private static int exitCodeOf(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /// A function that cannot start.
  public static final class Unbuildable {
    private Unbuildable() {}

    public static void main(String[] arguments) {
      StreamingRuntime.run(() -> {
        throw new IllegalStateException();
      });
    }
  }

  /// A function that allocates more memory than available.
  public static final class Greedy implements StreamingHandler {
    public static void main(String[] arguments) {
      StreamingRuntime.run(Greedy::new);
    }

    @Override
    public void handle(InputStream event, Response response, Context context) throws Exception {
      response.buffer("a/b").write(new byte[500_000_000]);
    }
  }
}
