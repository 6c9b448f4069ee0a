package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
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
class HeldTest {

  @Test
  void countsWhatWasSeenOfAnAnswerThatBrokeOffWhereThatIsMore() throws Exception {
    byte[] most = Frames.concat(Collections.nCopies(490, Frames.claudePiece("four")));
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(most).end());
        Stand stand = Stand.before(bedrock.uri())) {
      stand.call(stand.stream());
      assertThat(only(stand.records()))
          .containsEntry("error_cause", text("TornStream"))
          .containsEntry("estimate_reason", text("broken_off"))
          .containsEntry("output_tokens", number(490))
          .doesNotContainKey("held_tokens");
      WrittenDown.of(stand).isSettled();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsWhatWasReservedWhenBedrockFailsAndNothingWhenItRefuses(boolean streamed)
      throws Exception {
    try (RawBedrock failing =
            RawBedrock.start(
                (exchange, _) -> exchange.error("500 No", "InternalServerException", "{}"));
        RawBedrock refusing =
            RawBedrock.start(
                (exchange, _) -> exchange.error("400 No", "ValidationException", "{}"));
        Stand failed = Stand.before(failing.uri());
        Stand refused = Stand.before(refusing.uri())) {
      failed.call(failed.ask(Event.functionUrl("POST", "/"), Stand.members(streamed)));
      refused.call(refused.ask(Event.functionUrl("POST", "/"), Stand.members(streamed)));
      assertThat(only(failed.records())).containsEntry("estimate_reason", text("broken_off"));
      WrittenDown.of(failed).isHeld();
      assertThat(only(refused.records())).containsEntry("usage_source", text("none"));
      WrittenDown.of(refused).isSettled();
      assertThat(WrittenDown.of(refused).counted("M[0-9]+[tc]")).isZero();
    }
  }

  @Test
  void endsADocumentInOrderWhenItIsInterruptedToo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((_, _) -> {
              begun.countDown();
              over.await();
            });
        Stand stand = Stand.before(bedrock.uri())) {
      Event event = stand.ask(Event.functionUrl("POST", "/"), Stand.members(false));
      Thread handler =
          Thread.ofPlatform().start(() -> callQuietly(stand, event, new CollectedResponse()));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      handler.interrupt();
      handler.join();
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("estimate_reason", text("deadline"));
      WrittenDown.of(stand).isHeld();
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, gateway_failed", "false, no_counts"})
  void keepsWhatWasReservedWhenTheFunctionItselfFails(boolean streamed, String reason)
      throws Exception {
    byte[] stream = Frames.claude("one", "two");
    byte[] json = "{\"completion\":\"a\"}".getBytes(StandardCharsets.US_ASCII);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              if (streamed) {
                exchange.stream().chunk(stream).end();
              } else {
                exchange.answer(Map.of(), json);
              }
            });
        Stand stand = Stand.before(bedrock.uri())) {
      Event event = stand.ask(Event.functionUrl("POST", "/"), Stand.members(streamed));
      callQuietly(stand, event, new CollectedResponse().failingOnce());
      assertThat(only(stand.records()))
          .containsEntry("error_code", text("internal"))
          .containsEntry("estimate_reason", text(reason));
      WrittenDown.of(stand).isHeld();
    }
  }

  @Test
  void takesTheModelsOwnCountsOfAWholeAnswerWithoutMetrics() throws Exception {
    byte[] stream =
        Frames.concat(
            List.of(
                Frames.chunk(
                    "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}"),
                Frames.claudePiece("one"),
                Frames.chunk(
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                        + "\"usage\":{\"output_tokens\":45}}"),
                Frames.chunk("{\"type\":\"message_stop\"}")));
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        Stand stand = Stand.before(bedrock.uri())) {
      stand.call(stand.stream());
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("complete"))
          .containsEntry("estimate_reason", text("model_counts"))
          .containsEntry("token_count", number(52))
          .doesNotContainKey("held_tokens");
      WrittenDown written = WrittenDown.of(stand);
      assertThat(written.counted("M[0-9]+t")).isEqualTo(52);
    }
  }

  private static void callQuietly(Stand stand, Event event, CollectedResponse response) {
    try {
      stand.call(event, response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, AttributeValue> only(List<Map<String, AttributeValue>> records) {
    assertThat(records).hasSize(1);
    return records.getFirst();
  }
}
