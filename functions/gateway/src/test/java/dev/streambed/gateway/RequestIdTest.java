package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The ids of running answers, through the whole function.
@Timeout(60)
class RequestIdTest {

  private final CountDownLatch over = new CountDownLatch(1);
  private final ScriptedBedrock.Script held =
      (exchange, _) -> {
        exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
        over.await();
        exchange.chunk(EventStreamFrames.claudeEnd()).end();
      };

  @Test
  void areRefusedWhileTheyRunAtNoCost() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(held);
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CompletableFuture<CollectedResponse> first = start(testGateway, named(testGateway));
      awaitRequest(bedrock);
      CollectedResponse second = testGateway.call(named(testGateway));
      assertThat(second.prelude().statusCode()).isEqualTo(409);
      assertThat(second.body()).contains("\"code\":\"duplicate_id\"", "is still running");
      assertThat(second.header("retry-after")).isEqualTo("5");
      over.countDown();
      assertThat(first.join().body()).endsWith("data: [DONE]\n\n");
      assertThat(testGateway.admitted()).isEqualTo(1);
      assertThat(testGateway.running()).as("gone before the invocation ends").isEmpty();
      assertThat(testGateway.call(named(testGateway)).prelude().statusCode()).isEqualTo(200);
      assertThat(testGateway.records()).hasSize(2);
    }
  }

  @Test
  void areFreeAgainWhenTheRequestWasNotAdmitted() throws Exception {
    over.countDown();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(held);
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      testGateway.limitTo(0);
      assertThat(testGateway.call(named(testGateway)).prelude().statusCode()).isEqualTo(429);
      assertThat(testGateway.running()).isEmpty();
    }
  }

  @Test
  void areRefusedAlsoWhereAnswersCannotBeStopped() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(held);
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_SESSIONS_TABLE", "not-there"))) {
      CompletableFuture<CollectedResponse> first = start(testGateway, named(testGateway));
      awaitRequest(bedrock);
      assertThat(testGateway.call(named(testGateway)).prelude().statusCode()).isEqualTo(409);
      while (testGateway.lines().stream().noneMatch(line -> line.contains("stop_unavailable"))) {
        Thread.sleep(5);
      }
      over.countDown();
      assertThat(first.join().body()).endsWith("data: [DONE]\n\n");
      assertThat(testGateway.call(testGateway.stream()).body()).endsWith("data: [DONE]\n\n");
      assertThat(testGateway.lines().stream().filter(line -> line.contains("stop_unavailable")))
          .singleElement()
          .asString()
          .contains("ResourceNotFoundException");
      assertThat(testGateway.records()).hasSize(2);
    }
  }

  private static LambdaEvent named(TestGateway testGateway) {
    return testGateway.stream().withHeader("x-request-id", "n-1");
  }

  private static CompletableFuture<CollectedResponse> start(
      TestGateway testGateway, LambdaEvent lambdaEvent) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return testGateway.call(lambdaEvent);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static void awaitRequest(ScriptedBedrock bedrock) throws InterruptedException {
    while (bedrock.requests() == 0) {
      Thread.sleep(5);
    }
  }
}
