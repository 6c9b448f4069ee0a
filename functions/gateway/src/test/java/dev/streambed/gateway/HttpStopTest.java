package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
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
class HttpStopTest {

  private static final String UNKNOWN_COUNTS =
      "{\"inputTokens\":null,\"outputTokens\":null,"
          + "\"cacheReadTokens\":null,\"cacheWriteTokens\":null,\"costNanoUsd\":null}";
  private static final String FAREWELL =
      "event: done\ndata: {\"stopReason\":\"stopped\",\"usage\":"
          + UNKNOWN_COUNTS
          + ",\"requestId\":\"s-1\"}\n\ndata: [DONE]\n\n";

  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void endsTheOutputAtOnceAndBillsBedrocksNumbers() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> speak(exchange));
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, named(testGateway), answer);
      await(answer, "one");
      assertStopping(testGateway.call(stop(testGateway)));
      await(answer, "[DONE]");
      while (!answer.isFinished()) {
        Thread.sleep(5);
      }
      assertStopping(testGateway.call(stop(testGateway)));
      over.countDown();
      writing.join();
      assertThat(answer.prelude().statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("data: {\"content\": \"one\"}\n\n" + FAREWELL);
      assertThat(testGateway.records()).hasSize(1);
      assertThat(testGateway.records().getFirst())
          .containsEntry("request_id", text("s-1"))
          .containsEntry("outcome", text("stopped"))
          .containsEntry("stop_reason", text("stopped"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("output_tokens", number(34));
      assertThat(testGateway.lines()).hasSize(1);
      assertNotRunning(testGateway.call(stop(testGateway)));
      assertThat(testGateway.running()).isEmpty();
    }
  }

  @Test
  void endsAnAnswerBeforeItsFirstByte() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              over.await();
              exchange.stream().chunk(EventStreamFrames.claude("unheard")).end();
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, named(testGateway), answer);
      awaitAdmission(testGateway);
      assertStopping(testGateway.call(stop(testGateway)));
      await(answer, "[DONE]");
      over.countDown();
      writing.join();
      assertThat(answer.prelude().statusCode()).isEqualTo(200);
      assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
      assertThat(answer.body()).isEqualTo(FAREWELL);
      assertThat(testGateway.records().getFirst()).containsEntry("input_tokens", number(12));
    }
  }

  @Test
  void asksBedrockNoMoreAfterAStopBetweenAttempts() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              refused.countDown();
              over.await();
              exchange.error("429 No", "ThrottlingException", "{}");
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, named(testGateway), answer);
      refused.await();
      assertStopping(testGateway.call(stop(testGateway)));
      await(answer, "[DONE]");
      over.countDown();
      writing.join();
      assertThat(bedrock.requests()).isEqualTo(1);
      assertThat(testGateway.records().getFirst())
          .containsEntry("outcome", text("stopped"))
          .containsEntry("usage_source", text("none"))
          .doesNotContainKey("output_tokens");
    }
  }

  @Test
  void letsGoOfBedrockAtOnceWhenNothingIsReadOn() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> speak(exchange));
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "0"))) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, named(testGateway), answer);
      await(answer, "one");
      assertStopping(testGateway.call(stop(testGateway)));
      writing.join();
      assertThat(answer.body()).endsWith(FAREWELL);
      assertThat(testGateway.records().getFirst())
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("drain_off"))
          .containsEntry("output_tokens", number(1));
    } finally {
      over.countDown();
    }
  }

  @Test
  void endsAnArrayWhereTheAnswerTravelsWhole() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> speak(exchange));
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "1"))) {
      CollectedResponse answer = new CollectedResponse();
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.rest("POST", "/bedrock"), TestGateway.members(true));
      CompletableFuture<Void> writing =
          start(testGateway, lambdaEvent.withHeader("x-request-id", "s-1"), answer);
      await(answer, "one");
      LambdaEvent stop =
          LambdaEvent.rest("DELETE", "/requests/{requestId}")
              .with("path", new JsonString("/a/base/path/requests/s-1"))
              .with("pathParameters", new JsonObject(Map.of("requestId", new JsonString("s-1"))))
              .withHeader("x-api-key", testGateway.token());
      CollectedResponse stopping = testGateway.call(stop);
      assertStopping(stopping);
      assertThat(stopping.way()).as("the method is BUFFERED").isEqualTo(Way.PROXY);
      writing.join();
      assertThat(answer.body())
          .isEqualTo(
              "[{\"content\":\"one\"},{\"done\":true,\"stopReason\":\"stopped\",\"usage\":"
                  + UNKNOWN_COUNTS
                  + "}]");
      assertThat(testGateway.records().getFirst())
          .containsEntry("estimate_reason", text("drain_over"));
    } finally {
      over.countDown();
    }
  }

  @Test
  void reachesAnAnswerUnderLambdasOwnId() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> speak(exchange));
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      over.countDown();
      CollectedResponse answer = testGateway.call(testGateway.stream());
      assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("stopped");
      assertNotRunning(
          testGateway.call(stop(testGateway, "/requests/" + answer.header("x-request-id"))));
    }
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((_, _) -> Thread.sleep(60_000));
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "0"))) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, testGateway.stream(), answer);
      awaitAdmission(testGateway);
      String id = TestContext.ofOneMinute().awsRequestId();
      assertThat(testGateway.call(stop(testGateway, "/requests/" + id)).prelude().statusCode())
          .isEqualTo(202);
      writing.join();
      assertThat(answer.body()).contains("\"requestId\":\"" + id + "\"");
    }
  }

  @Test
  void isOfTheSameCustomerOnlyAlsoWhenNamesAreAlike() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> speak(exchange));
        TestGateway mine = TestGateway.before(bedrock.uri());
        TestGateway theirs = TestGateway.before(bedrock.uri())) {
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
    try (TestGateway testGateway = TestGateway.before(URI.create("http://127.0.0.1:9"))) {
      CollectedResponse refused = testGateway.call(LambdaEvent.functionUrl("DELETE", path));
      assertThat(refused.prelude().statusCode()).isEqualTo(401);
      assertNotRunning(testGateway.call(stop(testGateway, path)));
      assertThat(testGateway.running()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/requests", "/requests/", "/requests/a/b", "/"})
  void hasNoOtherRoutes(String path) throws Exception {
    try (TestGateway testGateway = TestGateway.before(URI.create("http://127.0.0.1:9"))) {
      CollectedResponse refused = testGateway.call(LambdaEvent.functionUrl("DELETE", path));
      assertThat(refused.prelude().statusCode()).isEqualTo(404);
    }
  }

  @Test
  void saysThatItCannotWhenATableIsAway() throws Exception {
    try (TestGateway testGateway =
        TestGateway.before(
            URI.create("http://127.0.0.1:9"), Map.of("STREAMBED_LIMITS_TABLE", "not-there"))) {
      assertUnavailable(testGateway, testGateway.call(stop(testGateway)));
    }
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> speak(exchange));
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_SESSIONS_TABLE", "not-there"))) {
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, named(testGateway), answer);
      await(answer, "one");
      assertUnavailable(testGateway, testGateway.call(stop(testGateway)));
      over.countDown();
      writing.join();
      assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("stopped");
    }
  }

  private static void assertUnavailable(TestGateway testGateway, CollectedResponse refused) {
    assertThat(refused.prelude().statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"code\":\"unavailable\"");
    assertThat(testGateway.lines())
        .anyMatch(line ->
            line.contains("gateway_error")
                && line.contains("\"error_cause\":\"ResourceNotFoundException\""));
  }

  @Test
  void stopsNoLaterAnswerOfTheSameId() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> speak(exchange));
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "0"))) {
      CollectedResponse stopped = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, named(testGateway), stopped);
      await(stopped, "one");
      assertStopping(testGateway.call(stop(testGateway)));
      writing.join();
      assertThat(testGateway.stopRequests()).as("expires by itself").hasSize(1);
      CollectedResponse later = new CollectedResponse();
      CompletableFuture<Void> laterWriting = start(testGateway, named(testGateway), later);
      await(later, "one");
      Thread.sleep(1_500); // two reads of the row
      over.countDown();
      laterWriting.join();
      assertThat(later.body()).endsWith("data: [DONE]\n\n").doesNotContain("stopped");
    }
  }

  @Test
  void stopsNoWholeAnswer() throws Exception {
    byte[] json = {'{', '}'};
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              over.await();
              exchange.answer(Map.of(), json);
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent whole =
          testGateway
              .ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(false))
              .withHeader("x-request-id", "s-1");
      CollectedResponse answer = new CollectedResponse();
      CompletableFuture<Void> writing = start(testGateway, whole, answer);
      awaitAdmission(testGateway);
      assertNotRunning(testGateway.call(stop(testGateway)));
      over.countDown();
      writing.join();
      assertThat(answer.prelude().statusCode()).isEqualTo(200);
    }
  }

  private void speak(ScriptedBedrockCall exchange) throws IOException, InterruptedException {
    exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
    over.await();
    exchange.chunk(EventStreamFrames.claude("unheard")).end();
  }

  private static LambdaEvent named(TestGateway testGateway) {
    return testGateway.stream().withHeader("x-request-id", "s-1");
  }

  private static LambdaEvent stop(TestGateway testGateway) {
    return stop(testGateway, "/requests/s-1");
  }

  private static LambdaEvent stop(TestGateway testGateway, String path) {
    return LambdaEvent.functionUrl("DELETE", path).withHeader("x-api-key", testGateway.token());
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

  private static CompletableFuture<Void> start(
      TestGateway testGateway, LambdaEvent lambdaEvent, CollectedResponse answer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            testGateway.call(lambdaEvent, answer);
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

  private static void awaitAdmission(TestGateway testGateway) throws InterruptedException {
    while (testGateway.running().isEmpty()) {
      Thread.sleep(5);
    }
  }
}
