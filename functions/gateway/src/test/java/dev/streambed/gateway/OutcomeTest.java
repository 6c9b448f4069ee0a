package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// However an answer ends, a caller that is still connected gets the end, and one line and one
/// record are written.
@Timeout(60)
class OutcomeTest {

  private static final byte[] FAILING =
      EventStreamFrames.concat(
          List.of(
              EventStreamFrames.claudeChunk("one"),
              EventStreamFrames.exception("modelStreamErrorException", "secret prompt")));

  @Test
  void failsWithAStatusBeforeTheFirstByte() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) ->
                exchange.error("403 No", "AccessDeniedException", "{\"message\":\"arn:secret\"}"));
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      for (boolean stream : List.of(true, false)) {
        CollectedResponse response =
            testGateway.call(
                testGateway.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(stream)));
        assertThat(response.prelude().statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("model_not_allowed").doesNotContain("secret");
      }
      assertThat(testGateway.records())
          .hasSize(2)
          .allSatisfy(entry ->
              assertThat(entry)
                  .containsEntry("event_type", text("bedrock_error"))
                  .containsEntry("error_code", text("model_not_allowed"))
                  .containsEntry("error_cause", text("AccessDeniedException"))
                  .containsEntry("usage_source", text("none")));
      assertThat(testGateway.lines()).hasSize(2).noneMatch(line -> line.contains("secret"));
    }
  }

  @Test
  void failsWithAnEventAfterTheFirstByte() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(FAILING).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = testGateway.call(testGateway.stream());
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.writes()).hasSize(2);
      assertThat(response.body())
          .contains("event: error\ndata: {\"error\":\"The model failed to answer.\"")
          .doesNotContain("[DONE]")
          .doesNotContain("secret");
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("model_error"))
          .containsEntry("error_code", text("model_error"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("broken_off"))
          .containsEntry("output_tokens", number(1));
      RecordedState.of(testGateway).isHeld();
    }
  }

  @Test
  void readsOnWhenTheCallerHasLeftAndBillsBedrocksNumbers() throws Exception {
    byte[] stream = EventStreamFrames.claude("one", "two", "three", "four");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          testGateway.call(testGateway.stream(), new CollectedResponse().leavingAfter(2));
      assertThat(response.writes()).hasSize(2);
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("output_tokens", number(34));
      assertThat(testGateway.lines()).hasSize(1);
    }
  }

  @Test
  void billsAnAnswerWhoseLastWordsNobodyHeard() throws Exception {
    byte[] stream = EventStreamFrames.claude("one");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      testGateway.call(testGateway.stream(), new CollectedResponse().leavingAfter(1));
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("input_tokens", number(12));
    }
  }

  @Test
  void letsGoWhenTheCallerHasLeftAndNothingIsReadOn() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream();
              while (true) {
                exchange.chunk(EventStreamFrames.claudeChunk("12345"));
                Thread.sleep(5);
              }
            });
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "0"))) {
      testGateway.call(testGateway.stream(), new CollectedResponse().leavingAfter(2));
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("drain_off"))
          .containsKeys("input_tokens", "output_tokens");
      assertThat(testGateway.lines()).hasSize(1);
      RecordedState.of(testGateway).isHeld();
    }
  }

  @Test
  void endsBeforeLambdaDoes() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("and then"));
              over.await();
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      TestContext short_ = new TestContext("id", Duration.ofSeconds(2));
      testGateway.gateway().handle(testGateway.stream().stream(), response, short_);
      assertThat(response.body()).contains("event: error").contains("\"code\":\"timeout\"");
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("deadline"))
          .containsEntry("output_tokens", number(2));
      RecordedState.of(testGateway).isHeld();
    } finally {
      over.countDown();
    }
  }

  @Test
  void estimatesADocumentThatDidNotComeInTime() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((_, _) -> over.await());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(false));
      TestContext short_ = new TestContext("id", Duration.ofSeconds(2));
      testGateway.gateway().handle(lambdaEvent.stream(), response, short_);
      assertThat(response.prelude().statusCode()).isEqualTo(504);
      assertThat(only(testGateway.records()))
          .containsEntry("event_type", text("bedrock_error"))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("deadline"))
          .containsEntry("input_tokens", number(Math.ceilDiv(TestGateway.REST.length() + 1, 4)))
          .containsEntry("output_tokens", number(0));
      RecordedState.of(testGateway).isHeld();
    } finally {
      over.countDown();
    }
  }

  @Test
  void endsInOrderWhenItIsInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("and then"));
              begun.countDown();
              over.await();
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      boolean[] flag = new boolean[1];
      Thread handler =
          Thread.ofPlatform()
              .start(() -> {
                callQuietly(testGateway, response);
                flag[0] = Thread.interrupted();
              });
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      while (!response.started()) {
        Thread.sleep(10);
      }
      handler.interrupt();
      handler.join();
      assertThat(flag[0]).as("the flag is up again").isTrue();
      assertThat(response.body()).contains("\"code\":\"timeout\"");
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("estimate_reason", text("deadline"))
          .containsEntry("output_tokens", number(2));
      RecordedState.of(testGateway).isHeld();
    } finally {
      over.countDown();
    }
  }

  @Test
  void answersMoreThanTheBufferedMethodCarriesWithAnErrorAndBillsIt() throws Exception {
    byte[] large =
        ("{\"image\":\"" + "A".repeat(6_000_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
    Map<String, String> counted = Map.of("x-amzn-bedrock-input-token-count", "5");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.answer(counted, large));
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.rest("POST", "/bedrock"), TestGateway.members(false));
      CollectedResponse response = testGateway.call(lambdaEvent);
      assertThat(response.prelude().statusCode()).isEqualTo(502);
      assertThat(response.body()).contains("/bedrock/stream");
      assertThat(only(testGateway.records())).containsEntry("input_tokens", number(5));
    }
  }

  private static void callQuietly(TestGateway testGateway, CollectedResponse response) {
    try {
      testGateway.call(testGateway.stream(), response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, AttributeValue> only(List<Map<String, AttributeValue>> records) {
    assertThat(records).hasSize(1);
    return records.getFirst();
  }
}
