package dev.streambed.runtime;

import static dev.streambed.runtime.ScriptedPlatform.accepted;
import static dev.streambed.runtime.ScriptedPlatform.event;
import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// No process may outlive its platform.
@Timeout(60)
class PlatformGoneTest {

  private static final String NEXT = "GET /2018-06-01/runtime/invocation/next";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<Long> pauses = new ArrayList<>();

  @Test
  void endsWithACodeWhenThePlatformIsGone() throws Exception {
    try (ScriptedPlatform platform = new ScriptedPlatform(List.of())) {
      assertThat(run(platform, (_, _, _) -> {})).isEqualTo(69);
    }
    assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L);
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("[WARN] the Runtime API is gone\n");
  }

  @Test
  void endsWhenARealPlatformIsClosedWhileItWaits() throws Exception {
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with((_, _, _) -> {})) {
      runtimeHarness.api.awaitIdle(Duration.ofSeconds(10));

      runtimeHarness.api.close();

      assertThat(runtimeHarness.exitCode()).isEqualTo(69);
    }
  }

  @Test
  void givesUpAPlatformThatGivesNoEventTimeAfterTime() throws Exception {
    String broken = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";
    List<String> one = List.of(broken);
    try (ScriptedPlatform platform =
        new ScriptedPlatform(List.of(one, one, one, one, one, one, one, one, one, one))) {
      assertThat(run(platform, (_, _, _) -> {})).isEqualTo(69);

      assertThat(platform.requests).hasSize(6).containsOnly(NEXT);
    }
  }

  @Test
  void countsFailuresAnewAfterEachEvent() throws Exception {
    String broken = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";
    List<String> bad = List.of(broken);
    List<String> good = List.of(event("id-1", "{}"), accepted());
    try (ScriptedPlatform platform =
        new ScriptedPlatform(List.of(bad, bad, bad, bad, good, bad, bad, bad, bad, good))) {
      AtomicInteger calls = new AtomicInteger();
      run(
          platform,
          (_, response, _) -> write(response.buffer("a/b"), "" + calls.incrementAndGet()));

      assertThat(calls.get()).isEqualTo(2);
    }
  }

  private int run(ScriptedPlatform platform, StreamingHandler handler) {
    Map<String, String> environment = Map.of("AWS_LAMBDA_RUNTIME_API", platform.address());
    return new RuntimeStart(log, MillisClock.SYSTEM, pauses::add).run(environment, () -> handler);
  }
}
