package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final int COUNT = 8;
  private static final Map<String, String> EIGHT = Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "8");

  @Test
  void servesAsManyInvocationsAtOnceAsItIsToldTo() throws Exception {
    CyclicBarrier allAtOnce = new CyclicBarrier(COUNT);
    StreamingHandler handler =
        (_, response, context) -> {
          OutputStream body = response.stream("text/plain");
          for (int chunk = 0; chunk < 50; chunk++) {
            allAtOnce.await();
            write(body, context.getAwsRequestId() + ";");
          }
        };
    try (RuntimeHarness runtimeHarness = start(handler)) {
      List<ReceivedResponse> all = new ArrayList<>();
      List<RuntimeHarness.Running> running = new ArrayList<>();
      for (int count = 0; count < COUNT; count++) {
        all.add(new ReceivedResponse());
        running.add(runtimeHarness.begin(all.get(count)));
      }
      for (int count = 0; count < COUNT; count++) {
        assertThat(running.get(count).outcome()).isEqualTo(new InvocationOutcome.Complete());
        String text = all.get(count).text();
        assertThat(text).isEqualTo(text.substring(0, text.indexOf(';') + 1).repeat(50));
      }
      assertThat(runtimeHarness.wire.all("POST", "/response")).hasSize(COUNT);
    }
  }

  @Test
  void keepsAConnectionForEachWorker() throws Exception {
    try (RuntimeHarness runtimeHarness =
        start((_, response, _) -> write(response.buffer("a/b"), "x"))) {
      runtimeHarness.wire.awaitConnections(COUNT);
      for (int count = 0; count < 3 * COUNT; count++) {
        assertThat(runtimeHarness.buffered(new ReceivedResponse()))
            .isEqualTo(new InvocationOutcome.Complete());
      }
      assertThat(runtimeHarness.wire.connections()).isEqualTo(COUNT);
    }
  }

  @Test
  void doesNotTellTheTraceOfOneWorkerToAllByASystemProperty() throws Exception {
    List<String> seen = new ArrayList<>();
    StreamingHandler handler =
        (_, _, context) -> {
          seen.add(context.getXrayTraceId());
          seen.add(String.valueOf(System.getProperty("com.amazonaws.xray.traceHeader")));
        };
    System.clearProperty("com.amazonaws.xray.traceHeader");
    try (RuntimeHarness runtimeHarness = start(handler)) {
      runtimeHarness.api.invoke(
          runtimeHarness
              .invocation(ResponseMode.BUFFERED)
              .withTraceId("Root=1-5759e988-bd862e3fe1be46a994272793"),
          new ReceivedResponse());
    }
    assertThat(seen).containsExactly("Root=1-5759e988-bd862e3fe1be46a994272793", "null");
  }

  @Test
  void endsWhenThePlatformIsGoneForAllWorkers() throws Exception {
    try (RuntimeHarness runtimeHarness = start((_, _, _) -> {})) {
      runtimeHarness.api.awaitIdle(Duration.ofSeconds(10));

      runtimeHarness.api.close();

      assertThat(runtimeHarness.exitCode()).isEqualTo(69);
    }
  }

  private static RuntimeHarness start(StreamingHandler handler) throws Exception {
    return RuntimeHarness.start(
        RuntimeApiSettings.onDemand().withWorkers(COUNT), EIGHT, () -> handler);
  }
}
