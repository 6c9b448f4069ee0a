package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.Settings;
import dev.streambed.runtimeapi.Startup;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SnapStartTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, String> SNAP_START =
      Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

  private final List<String> steps = new CopyOnWriteArrayList<>();

  @Test
  void runsTheHooksAroundTheRestoreAndThenServes() throws Exception {
    try (Stage stage = stage(new Hooked(steps, "nothing"))) {
      assertThat(stage.api.awaitStartup(PATIENCE)).isEqualTo(new Startup.AwaitingRestore());
      assertThat(steps).containsExactly("before");
      assertThat(stage.wire.connections()).isEqualTo(1);

      stage.api.restore();

      assertThat(stage.api.awaitStartup(PATIENCE)).isEqualTo(new Startup.Ready());
      assertThat(stage.streamed(new Received())).isEqualTo(new Outcome.Complete());
      assertThat(steps).containsExactly("before", "after", "handle");
    }
  }

  @Test
  void opensEveryOtherConnectionAfterTheRestore() throws Exception {
    try (Stage stage = stage(new Hooked(steps, "nothing"))) {
      stage.api.awaitStartup(PATIENCE);
      stage.api.restore();
      stage.streamed(new Received());

      RecordedWire.Request restore = stage.wire.answered("GET", "/restore/next");
      stage.wire.awaitClosedByRuntime(restore.connection);
      assertThat(restore.connection).isEqualTo(1);
      assertThat(stage.wire.answered("GET", "/invocation/next").connection).isEqualTo(2);
    }
  }

  @Test
  void reportsAHookThatFailsBeforeTheSnapshot() throws Exception {
    try (Stage stage = stage(new Hooked(steps, "before"))) {
      assertThat(stage.exitCode()).isEqualTo(64);

      Startup.InitError startup = (Startup.InitError) stage.api.awaitStartup(PATIENCE);
      assertThat(startup.errorType()).isEqualTo("Runtime.BeforeSnapshotError");
      assertThat(startup.errorBody()).contains("java.io.IOException").doesNotContain("broken");
      assertThat(stage.wire.all("GET", "/restore/next")).isEmpty();
    }
  }

  @Test
  void reportsAHookThatFailsAfterTheRestore() throws Exception {
    try (Stage stage = stage(new Hooked(steps, "after"))) {
      stage.api.awaitStartup(PATIENCE);
      stage.api.restore();

      assertThat(stage.exitCode()).isEqualTo(65);
      Startup.RestoreError startup = (Startup.RestoreError) stage.api.awaitStartup(PATIENCE);
      assertThat(startup.errorType()).isEqualTo("Runtime.AfterRestoreError");
      assertThat(startup.errorBody()).contains("java.io.IOException").doesNotContain("broken");
      assertThat(stage.wire.all("GET", "/invocation/next")).isEmpty();
    }
  }

  @Test
  void endsWhenThePlatformGoesWhileItWaitsForTheRestore() throws Exception {
    try (Stage stage = stage(new Hooked(steps, "nothing"))) {
      stage.api.awaitStartup(PATIENCE);

      stage.api.close();

      assertThat(stage.exitCode()).isEqualTo(69);
      assertThat(steps).containsExactly("before");
    }
  }

  @Test
  void runsNoHookWithoutSnapStart() throws Exception {
    try (Stage stage =
        Stage.start(Settings.onDemand(), Map.of(), () -> new Hooked(steps, "nothing"))) {
      stage.streamed(new Received());
      assertThat(steps).containsExactly("handle");
    }
  }

  private static Stage stage(StreamingHandler handler) throws IOException {
    return Stage.start(Settings.onDemand().withSnapStart(), SNAP_START, () -> handler);
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
