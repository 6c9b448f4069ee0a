package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedAnswerTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.Settings;
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
          for (int piece = 0; piece < 50; piece++) {
            allAtOnce.await();
            write(body, context.getAwsRequestId() + ";");
          }
        };
    try (Stage stage = start(handler)) {
      List<Received> all = new ArrayList<>();
      List<Stage.Running> running = new ArrayList<>();
      for (int count = 0; count < COUNT; count++) {
        all.add(new Received());
        running.add(stage.begin(all.get(count)));
      }
      for (int count = 0; count < COUNT; count++) {
        assertThat(running.get(count).outcome()).isEqualTo(new Outcome.Complete());
        String text = all.get(count).text();
        assertThat(text).isEqualTo(text.substring(0, text.indexOf(';') + 1).repeat(50));
      }
      assertThat(stage.wire.all("POST", "/response")).hasSize(COUNT);
    }
  }

  @Test
  void keepsAConnectionForEachWorker() throws Exception {
    try (Stage stage = start((_, response, _) -> write(response.buffer("a/b"), "x"))) {
      stage.wire.awaitConnections(COUNT);
      for (int count = 0; count < 3 * COUNT; count++) {
        assertThat(stage.buffered(new Received())).isEqualTo(new Outcome.Complete());
      }
      assertThat(stage.wire.connections()).isEqualTo(COUNT);
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
    try (Stage stage = start(handler)) {
      stage.api.invoke(
          stage
              .invocation(ResponseMode.BUFFERED)
              .withTraceId("Root=1-5759e988-bd862e3fe1be46a994272793"),
          new Received());
    }
    assertThat(seen).containsExactly("Root=1-5759e988-bd862e3fe1be46a994272793", "null");
  }

  @Test
  void endsWhenThePlatformIsGoneForAllWorkers() throws Exception {
    try (Stage stage = start((_, _, _) -> {})) {
      stage.api.awaitIdle(Duration.ofSeconds(10));

      stage.api.close();

      assertThat(stage.exitCode()).isEqualTo(69);
    }
  }

  private static Stage start(StreamingHandler handler) throws Exception {
    return Stage.start(Settings.onDemand().withWorkers(COUNT), EIGHT, () -> handler);
  }
}
