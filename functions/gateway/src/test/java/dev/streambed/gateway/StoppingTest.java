package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.fixture.RawExchange;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `DELETE /requests/{requestId}`, through the whole function.
@Timeout(60)
class StoppingTest {

  private static final String UNKNOWN_COUNTS =
      "{\"inputTokens\":null,\"outputTokens\":null,"
          + "\"cacheReadTokens\":null,\"cacheWriteTokens\":null}";
  private static final String FAREWELL =
      "event: done\ndata: {\"stopReason\":\"stopped\",\"usage\":"
          + UNKNOWN_COUNTS
          + ",\"requestId\":\"s-1\"}\n\ndata: [DONE]\n\n";

  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void endsTheOutputAtOnceAndBillsBedrocksNumbers() throws Exception {
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> speak(exchange));
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(stand, named(stand), answer);
      await(answer, "one");
      assertStopping(stand.call(stop(stand)));
      await(answer, "[DONE]");
      while (!answer.isFinished()) {
        Thread.sleep(5);
      }
      assertStopping(stand.call(stop(stand)));
      over.countDown();
      writing.join();
      assertThat(answer.prelude().statusCode()).isEqualTo(200);
      assertThat(answer.writes()).containsExactly("data: {\"content\": \"one\"}\n\n", FAREWELL);
      assertThat(stand.records()).hasSize(1);
      assertThat(stand.records().getFirst())
          .containsEntry("request_id", text("s-1"))
          .containsEntry("outcome", text("stopped"))
          .containsEntry("stop_reason", text("stopped"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("output_tokens", number(34));
      assertThat(stand.lines()).hasSize(1);
      assertNotRunning(stand.call(stop(stand)));
      assertThat(stand.running()).isEmpty();
    }
  }

  @Test
  void endsAnAnswerBeforeItsFirstByte() throws Exception {
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              over.await();
              exchange.stream().chunk(Frames.claude("unheard")).end();
            });
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(stand, named(stand), answer);
      awaitRow(stand);
      assertStopping(stand.call(stop(stand)));
      await(answer, "[DONE]");
      over.countDown();
      writing.join();
      assertThat(answer.prelude().statusCode()).isEqualTo(200);
      assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
      assertThat(answer.body()).isEqualTo(FAREWELL);
      assertThat(stand.records().getFirst()).containsEntry("input_tokens", number(12));
    }
  }

  @Test
  void asksBedrockNoMoreAfterAStopBetweenAttempts() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              refused.countDown();
              over.await();
              exchange.error("429 No", "ThrottlingException", "{}");
            });
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(stand, named(stand), answer);
      refused.await();
      assertStopping(stand.call(stop(stand)));
      await(answer, "[DONE]");
      over.countDown();
      writing.join();
      assertThat(bedrock.requests()).isEqualTo(1);
      assertThat(stand.records().getFirst())
          .containsEntry("outcome", text("stopped"))
          .containsEntry("usage_source", text("none"))
          .doesNotContainKey("output_tokens");
    }
  }

  @Test
  void letsGoOfBedrockAtOnceWhenNothingIsReadOn() throws Exception {
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> speak(exchange));
        Stand stand = Stand.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "0"))) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(stand, named(stand), answer);
      await(answer, "one");
      assertStopping(stand.call(stop(stand)));
      writing.join();
      assertThat(answer.body()).endsWith(FAREWELL);
      assertThat(stand.records().getFirst())
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("drain_off"))
          .containsEntry("output_tokens", number(1));
    } finally {
      over.countDown();
    }
  }

  @Test
  void endsAnArrayWhereTheAnswerTravelsWhole() throws Exception {
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> speak(exchange));
        Stand stand = Stand.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "1"))) {
      CollectedResponse answer = new CollectedResponse();
      Event event = stand.ask(Event.rest("POST", "/bedrock"), Stand.members(true));
      CompletableFuture<Void> writing =
          start(stand, event.withHeader("x-request-id", "s-1"), answer);
      await(answer, "one");
      Event stop =
          Event.rest("DELETE", "/requests/{requestId}")
              .with("path", new JsonText("/a/base/path/requests/s-1"))
              .with("pathParameters", new JsonObject(Map.of("requestId", new JsonText("s-1"))))
              .withHeader("x-api-key", stand.token());
      CollectedResponse stopping = stand.call(stop);
      assertStopping(stopping);
      assertThat(stopping.way()).as("the method is BUFFERED").isEqualTo(Way.PROXY);
      writing.join();
      assertThat(answer.body())
          .isEqualTo(
              "[{\"content\":\"one\"},{\"done\":true,\"stopReason\":\"stopped\",\"usage\":"
                  + UNKNOWN_COUNTS
                  + "}]");
      assertThat(stand.records().getFirst()).containsEntry("estimate_reason", text("drain_over"));
    } finally {
      over.countDown();
    }
  }

  @Test
  void reachesAnAnswerUnderLambdasOwnId() throws Exception {
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> speak(exchange));
        Stand stand = Stand.before(bedrock.uri())) {
      over.countDown();
      CollectedResponse answer = stand.call(stand.stream());
      assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("stopped");
      assertNotRunning(stand.call(stop(stand, "/requests/" + answer.header("x-request-id"))));
    }
    try (RawBedrock bedrock = RawBedrock.start((_, _) -> Thread.sleep(60_000));
        Stand stand = Stand.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "0"))) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(stand, stand.stream(), answer);
      awaitRow(stand);
      String id = TestContext.ofOneMinute().awsRequestId();
      assertThat(stand.call(stop(stand, "/requests/" + id)).prelude().statusCode()).isEqualTo(202);
      writing.join();
      assertThat(answer.body()).contains("\"requestId\":\"" + id + "\"");
    }
  }

  @Test
  void isOfTheSameCustomerOnlyAlsoWhenNamesAreAlike() throws Exception {
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> speak(exchange));
        Stand mine = Stand.before(bedrock.uri());
        Stand theirs = Stand.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(mine, named(mine), answer);
      await(answer, "one");
      assertNotRunning(theirs.call(stop(theirs)));
      CollectedResponse other = new CollectedResponse();
      CompletableFuture<Void> otherWriting = start(theirs, named(theirs), other);
      await(other, "one");
      assertStopping(theirs.call(stop(theirs)));
      await(other, "[DONE]");
      over.countDown();
      otherWriting.join();
      writing.join();
      assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("stopped");
      assertThat(mine.records().getFirst()).containsEntry("outcome", text("complete"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/requests/s-1", "/requests/none", "/requests/a%20b", "/requests/a.b"})
  void tellsStrangersNothingAndCustomersNotMuch(String path) throws Exception {
    try (Stand stand = Stand.before(URI.create("http://127.0.0.1:9"))) {
      CollectedResponse refused = stand.call(Event.functionUrl("DELETE", path));
      assertThat(refused.prelude().statusCode()).isEqualTo(401);
      assertNotRunning(stand.call(stop(stand, path)));
      assertThat(stand.running()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/requests", "/requests/", "/requests/a/b", "/"})
  void hasNoOtherRoutes(String path) throws Exception {
    try (Stand stand = Stand.before(URI.create("http://127.0.0.1:9"))) {
      CollectedResponse refused = stand.call(Event.functionUrl("DELETE", path));
      assertThat(refused.prelude().statusCode()).isEqualTo(404);
    }
  }

  @Test
  void saysThatItCannotWhenTheTableIsAway() throws Exception {
    try (Stand stand =
        Stand.before(
            URI.create("http://127.0.0.1:9"), Map.of("STREAMBED_SESSIONS_TABLE", "not-there"))) {
      CollectedResponse refused = stand.call(stop(stand));
      assertThat(refused.prelude().statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("\"code\":\"unavailable\"");
      assertThat(stand.lines()).hasSize(1);
      assertThat(stand.lines().getFirst())
          .contains("gateway_error", "\"error_cause\":\"ResourceNotFoundException\"");
    }
  }

  private void speak(RawExchange exchange) throws IOException, InterruptedException {
    exchange.stream().chunk(Frames.claudePiece("one"));
    over.await();
    exchange.chunk(Frames.claude("unheard")).end();
  }

  private static Event named(Stand stand) {
    return stand.stream().withHeader("x-request-id", "s-1");
  }

  private static Event stop(Stand stand) {
    return stop(stand, "/requests/s-1");
  }

  private static Event stop(Stand stand, String path) {
    return Event.functionUrl("DELETE", path).withHeader("x-api-key", stand.token());
  }

  private static void assertStopping(CollectedResponse response) {
    assertThat(response.prelude().statusCode()).isEqualTo(202);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    assertThat(response.body()).isEqualTo("{\"requestId\":\"s-1\",\"stopping\":true}");
  }

  private static void assertNotRunning(CollectedResponse response) {
    assertThat(response.prelude().statusCode()).isEqualTo(404);
    assertThat(response.body())
        .startsWith(
            "{\"error\":\"No answer with this request id is running.\",\"code\":\"not_found\",");
  }

  private static CompletableFuture<Void> start(Stand stand, Event event, CollectedResponse answer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            stand.call(event, answer);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static void await(CollectedResponse answer, String text) throws InterruptedException {
    while (!answer.body().contains(text)) {
      Thread.sleep(5);
    }
  }

  private static void awaitRow(Stand stand) throws InterruptedException {
    while (stand.running().isEmpty()) {
      Thread.sleep(5);
    }
  }
}
