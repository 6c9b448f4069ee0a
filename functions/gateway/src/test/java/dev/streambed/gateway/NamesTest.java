package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The ids of running answers, through the whole function.
@Timeout(60)
class NamesTest {

  private final CountDownLatch over = new CountDownLatch(1);
  private final RawBedrock.Script held =
      (exchange, _) -> {
        exchange.stream().chunk(Frames.claudePiece("one"));
        over.await();
        exchange.chunk(Frames.claudeEnd()).end();
      };

  @Test
  void areRefusedWhileTheyRunAtNoCost() throws Exception {
    try (RawBedrock bedrock = RawBedrock.start(held);
        Stand stand = Stand.before(bedrock.uri())) {
      CompletableFuture<CollectedResponse> first = start(stand, named(stand));
      awaitRequest(bedrock);
      CollectedResponse second = stand.call(named(stand));
      assertThat(second.prelude().statusCode()).isEqualTo(409);
      assertThat(second.body()).contains("\"code\":\"duplicate_id\"", "is still running");
      assertThat(second.header("retry-after")).isEqualTo("5");
      over.countDown();
      assertThat(first.join().body()).endsWith("data: [DONE]\n\n");
      assertThat(stand.admitted()).isEqualTo(1);
      assertThat(stand.running()).as("gone before the invocation ends").isEmpty();
      assertThat(stand.call(named(stand)).prelude().statusCode()).isEqualTo(200);
      assertThat(stand.records()).hasSize(2);
    }
  }

  @Test
  void areFreeAgainWhenTheRequestWasNotAdmitted() throws Exception {
    over.countDown();
    try (RawBedrock bedrock = RawBedrock.start(held);
        Stand stand = Stand.before(bedrock.uri())) {
      stand.limitTo(0);
      assertThat(stand.call(named(stand)).prelude().statusCode()).isEqualTo(429);
      assertThat(stand.running()).isEmpty();
    }
  }

  @Test
  void areOfNoConcernToAnAnswerInOne() throws Exception {
    byte[] json = {'{', '}'};
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> exchange.answer(Map.of(), json));
        Stand stand = Stand.before(bedrock.uri())) {
      Event event = stand.ask(Event.functionUrl("POST", "/"), Stand.members(false));
      stand.call(event.withHeader("x-request-id", "n-1"));
      assertThat(stand.running()).isEmpty();
    }
  }

  @Test
  void areGivenToNobodyWhenTheTableIsAwayAndAnswersGoOn() throws Exception {
    over.countDown();
    try (RawBedrock bedrock = RawBedrock.start(held);
        Stand stand =
            Stand.before(bedrock.uri(), Map.of("STREAMBED_SESSIONS_TABLE", "not-there"))) {
      assertThat(stand.call(named(stand)).body()).endsWith("data: [DONE]\n\n");
      assertThat(stand.call(stand.stream()).body()).endsWith("data: [DONE]\n\n");
      assertThat(stand.lines().stream().filter(line -> line.contains("stop_unavailable")))
          .hasSize(2)
          .allMatch(line -> line.contains("ResourceNotFoundException"));
      assertThat(stand.records()).hasSize(2);
    }
  }

  private static Event named(Stand stand) {
    return stand.stream().withHeader("x-request-id", "n-1");
  }

  private static CompletableFuture<CollectedResponse> start(Stand stand, Event event) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return stand.call(event);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static void awaitRequest(RawBedrock bedrock) throws InterruptedException {
    while (bedrock.requests() == 0) {
      Thread.sleep(5);
    }
  }
}
