package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SnapStartTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Map<String, String> SNAP_START =
      Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

  private final List<String> steps = new CopyOnWriteArrayList<>();

  @Test
  void runsTheHooksAroundTheRestoreAndThenServes() throws Exception {
    try (RuntimeHarness runtimeHarness = stage(new Hooked(steps, "nothing"))) {
      assertThat(runtimeHarness.api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.AwaitingRestore());
      assertThat(steps).containsExactly("before");
      assertThat(runtimeHarness.wire.connections()).isEqualTo(1);

      runtimeHarness.api.restore();

      assertThat(runtimeHarness.api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
      assertThat(runtimeHarness.streamed(new ReceivedResponse()))
          .isEqualTo(new InvocationOutcome.Complete());
      assertThat(steps).containsExactly("before", "after", "handle");
    }
  }

  @Test
  void opensEveryOtherConnectionAfterTheRestore() throws Exception {
    try (RuntimeHarness runtimeHarness = stage(new Hooked(steps, "nothing"))) {
      runtimeHarness.api.awaitInit(TIMEOUT);
      runtimeHarness.api.restore();
      runtimeHarness.streamed(new ReceivedResponse());

      WireRecording.Request restore = runtimeHarness.wire.answered("GET", "/restore/next");
      runtimeHarness.wire.awaitClosedByRuntime(restore.connection);
      assertThat(restore.connection).isEqualTo(1);
      assertThat(runtimeHarness.wire.answered("GET", "/invocation/next").connection).isEqualTo(2);
    }
  }

  @Test
  void reportsAHookThatFailsBeforeTheSnapshot() throws Exception {
    try (RuntimeHarness runtimeHarness = stage(new Hooked(steps, "before"))) {
      assertThat(runtimeHarness.exitCode()).isEqualTo(64);

      InitPhase.InitError startup = (InitPhase.InitError) runtimeHarness.api.awaitInit(TIMEOUT);
      assertThat(startup.errorType()).isEqualTo("Runtime.BeforeSnapshotError");
      assertThat(startup.errorBody()).contains("java.io.IOException").doesNotContain("broken");
      assertThat(runtimeHarness.wire.all("GET", "/restore/next")).isEmpty();
    }
  }

  @Test
  void reportsAHookThatFailsAfterTheRestore() throws Exception {
    try (RuntimeHarness runtimeHarness = stage(new Hooked(steps, "after"))) {
      runtimeHarness.api.awaitInit(TIMEOUT);
      runtimeHarness.api.restore();

      assertThat(runtimeHarness.exitCode()).isEqualTo(65);
      InitPhase.RestoreError startup =
          (InitPhase.RestoreError) runtimeHarness.api.awaitInit(TIMEOUT);
      assertThat(startup.errorType()).isEqualTo("Runtime.AfterRestoreError");
      assertThat(startup.errorBody()).contains("java.io.IOException").doesNotContain("broken");
      assertThat(runtimeHarness.wire.all("GET", "/invocation/next")).isEmpty();
    }
  }

  @Test
  void endsWhenThePlatformGoesWhileItWaitsForTheRestore() throws Exception {
    try (RuntimeHarness runtimeHarness = stage(new Hooked(steps, "nothing"))) {
      runtimeHarness.api.awaitInit(TIMEOUT);

      runtimeHarness.api.close();

      assertThat(runtimeHarness.exitCode()).isEqualTo(69);
      assertThat(steps).containsExactly("before");
    }
  }

  @Test
  void runsNoHookWithoutSnapStart() throws Exception {
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(
            RuntimeApiSettings.onDemand(), Map.of(), () -> new Hooked(steps, "nothing"))) {
      runtimeHarness.streamed(new ReceivedResponse());
      assertThat(steps).containsExactly("handle");
    }
  }

  private static RuntimeHarness stage(StreamingHandler handler) throws IOException {
    return RuntimeHarness.start(
        RuntimeApiSettings.onDemand().withSnapStart(), SNAP_START, () -> handler);
  }

  private record Hooked(List<String> steps, String broken) implements StreamingHandler {

    @Override
    public void handle(InputStream event, Response response, Context context) {
      steps.add("handle");
    }

    @Override
    public void beforeSnapshot() throws IOException {
      step("before");
    }

    @Override
    public void afterRestore() throws IOException {
      step("after");
    }

    private void step(String name) throws IOException {
      steps.add(name);
      if (name.equals(broken)) {
        throw new IOException("broken");
      }
    }
  }
}
