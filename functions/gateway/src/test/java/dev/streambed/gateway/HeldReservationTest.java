package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the limits keep of answers that have ended without Bedrock's numbers.
@Timeout(60)
class HeldReservationTest {

  @Test
  void countsWhatWasSeenOfAnAnswerThatBrokeOffWhereThatIsMore() throws Exception {
    byte[] most =
        EventStreamFrames.concat(Collections.nCopies(490, EventStreamFrames.claudeChunk("four")));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(most).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      testGateway.call(testGateway.stream());
      assertThat(only(testGateway.records()))
          .containsEntry("error_cause", text("TornStream"))
          .containsEntry("estimate_reason", text("broken_off"))
          .containsEntry("output_tokens", number(490))
          .doesNotContainKey("held_tokens");
      RecordedState.of(testGateway).isSettled();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsWhatWasReservedWhenBedrockFailsAndNothingWhenItRefuses(boolean streamed)
      throws Exception {
    try (ScriptedBedrock failing =
            ScriptedBedrock.start(
                (exchange, _) -> exchange.error("500 No", "InternalServerException", "{}"));
        ScriptedBedrock refusing =
            ScriptedBedrock.start(
                (exchange, _) -> exchange.error("400 No", "ValidationException", "{}"));
        TestGateway failed = TestGateway.before(failing.uri());
        TestGateway refused = TestGateway.before(refusing.uri())) {
      failed.call(failed.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(streamed)));
      refused.call(
          refused.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(streamed)));
      assertThat(only(failed.records())).containsEntry("estimate_reason", text("broken_off"));
      RecordedState.of(failed).isHeld();
      assertThat(only(refused.records())).containsEntry("usage_source", text("none"));
      RecordedState.of(refused).isSettled();
      assertThat(RecordedState.of(refused).counted("M[0-9]+[tc]")).isZero();
    }
  }

  @Test
  void endsADocumentInOrderWhenItIsInterruptedToo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((_, _) -> {
              begun.countDown();
              over.await();
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(false));
      Thread handler =
          Thread.ofPlatform()
              .start(() -> callQuietly(testGateway, lambdaEvent, new CollectedResponse()));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      handler.interrupt();
      handler.join();
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("estimate_reason", text("deadline"));
      RecordedState.of(testGateway).isHeld();
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, gateway_failed", "false, no_counts"})
  void keepsWhatWasReservedWhenTheFunctionItselfFails(boolean streamed, String reason)
      throws Exception {
    byte[] stream = EventStreamFrames.claudeChunk("one");
    byte[] json = "{\"completion\":\"a\"}".getBytes(StandardCharsets.US_ASCII);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              if (streamed) {
                exchange.stream().chunk(stream);
                while (true) {
                  Thread.sleep(10);
                  exchange.chunk(stream);
                }
              } else {
                exchange.answer(Map.of(), json);
              }
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(streamed));
      callQuietly(testGateway, lambdaEvent, new CollectedResponse().failingOnce());
      assertThat(only(testGateway.records()))
          .containsEntry("error_code", text("internal"))
          .containsEntry("estimate_reason", text(reason));
      RecordedState.of(testGateway).isHeld();
    }
  }

  @Test
  void takesTheModelsOwnCountsOfAWholeAnswerWithoutMetrics() throws Exception {
    byte[] stream =
        EventStreamFrames.concat(
            List.of(
                EventStreamFrames.chunk(
                    "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}"),
                EventStreamFrames.claudeChunk("one"),
                EventStreamFrames.chunk(
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                        + "\"usage\":{\"output_tokens\":45}}"),
                EventStreamFrames.chunk("{\"type\":\"message_stop\"}")));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      testGateway.call(testGateway.stream());
      assertThat(only(testGateway.records()))
          .containsEntry("outcome", text("complete"))
          .containsEntry("estimate_reason", text("model_counts"))
          .containsEntry("token_count", number(52))
          .doesNotContainKey("held_tokens");
      RecordedState written = RecordedState.of(testGateway);
      assertThat(written.counted("M[0-9]+t")).isEqualTo(52);
    }
  }

  private static void callQuietly(
      TestGateway testGateway, LambdaEvent lambdaEvent, CollectedResponse response) {
    try {
      testGateway.call(lambdaEvent, response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, AttributeValue> only(List<Map<String, AttributeValue>> records) {
    assertThat(records).hasSize(1);
    return records.getFirst();
  }
}
