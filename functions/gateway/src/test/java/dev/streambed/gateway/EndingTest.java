package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
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

/// However an answer ends, the caller is told if there is one, and one line and one record are
/// left.
@Timeout(60)
class EndingTest {

  private static final byte[] FAILING =
      Frames.concat(
          List.of(
              Frames.claudePiece("one"),
              Frames.exception("modelStreamErrorException", "secret prompt")));

  @Test
  void failsWithAStatusBeforeTheFirstByte() throws Exception {
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) ->
                exchange.error("403 No", "AccessDeniedException", "{\"message\":\"arn:secret\"}"));
        Stand stand = Stand.before(bedrock.uri())) {
      for (boolean stream : List.of(true, false)) {
        CollectedResponse response =
            stand.call(stand.ask(Event.functionUrl("POST", "/"), Stand.members(stream)));
        assertThat(response.prelude().statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("model_not_allowed").doesNotContain("secret");
      }
      assertThat(stand.records())
          .hasSize(2)
          .allSatisfy(entry ->
              assertThat(entry)
                  .containsEntry("event_type", text("bedrock_error"))
                  .containsEntry("error_code", text("model_not_allowed"))
                  .containsEntry("error_cause", text("AccessDeniedException"))
                  .containsEntry("usage_source", text("none")));
      assertThat(stand.lines()).hasSize(2).noneMatch(line -> line.contains("secret"));
    }
  }

  @Test
  void failsWithAnEventAfterTheFirstByte() throws Exception {
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(FAILING).end());
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse response = stand.call(stand.stream());
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.writes()).hasSize(2);
      assertThat(response.body())
          .contains("event: error\ndata: {\"error\":\"The model failed to answer.\"")
          .doesNotContain("[DONE]")
          .doesNotContain("secret");
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("model_error"))
          .containsEntry("error_code", text("model_error"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("broken_off"))
          .containsEntry("output_tokens", number(1));
      WrittenDown.of(stand).isHeld();
    }
  }

  @Test
  void readsOnWhenTheCallerHasLeftAndBillsBedrocksNumbers() throws Exception {
    byte[] stream = Frames.claude("one", "two", "three", "four");
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse response =
          stand.call(stand.stream(), new CollectedResponse().leavingAfter(2));
      assertThat(response.writes()).hasSize(2);
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("output_tokens", number(34));
      assertThat(stand.lines()).hasSize(1);
    }
  }

  @Test
  void billsAnAnswerWhoseLastWordsNobodyHeard() throws Exception {
    byte[] stream = Frames.claude("one");
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        Stand stand = Stand.before(bedrock.uri())) {
      stand.call(stand.stream(), new CollectedResponse().leavingAfter(1));
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("input_tokens", number(12));
    }
  }

  @Test
  void letsGoWhenTheCallerHasLeftAndNothingIsReadOn() throws Exception {
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream();
              while (true) {
                exchange.chunk(Frames.claudePiece("12345"));
                Thread.sleep(5);
              }
            });
        Stand stand = Stand.before(bedrock.uri(), Map.of("STREAMBED_DRAIN_SECONDS", "0"))) {
      stand.call(stand.stream(), new CollectedResponse().leavingAfter(2));
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("drain_off"))
          .containsKeys("input_tokens", "output_tokens");
      assertThat(stand.lines()).hasSize(1);
      WrittenDown.of(stand).isHeld();
    }
  }

  @Test
  void endsBeforeLambdaDoes() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("and then"));
              over.await();
            });
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      TestContext short_ = new TestContext("id", Duration.ofSeconds(2));
      stand.gateway().handle(stand.stream().stream(), response, short_);
      assertThat(response.body()).contains("event: error").contains("\"code\":\"timeout\"");
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("deadline"))
          .containsEntry("output_tokens", number(2));
      WrittenDown.of(stand).isHeld();
    } finally {
      over.countDown();
    }
  }

  @Test
  void estimatesADocumentThatDidNotComeInTime() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawBedrock bedrock = RawBedrock.start((_, _) -> over.await());
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      Event event = stand.ask(Event.functionUrl("POST", "/"), Stand.members(false));
      TestContext short_ = new TestContext("id", Duration.ofSeconds(2));
      stand.gateway().handle(event.stream(), response, short_);
      assertThat(response.prelude().statusCode()).isEqualTo(504);
      assertThat(only(stand.records()))
          .containsEntry("event_type", text("bedrock_error"))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("deadline"))
          .containsEntry("input_tokens", number(Math.ceilDiv(Stand.REST.length() + 1, 4)))
          .containsEntry("output_tokens", number(0));
      WrittenDown.of(stand).isHeld();
    } finally {
      over.countDown();
    }
  }

  @Test
  void endsInOrderWhenItIsInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("and then"));
              begun.countDown();
              over.await();
            });
        Stand stand = Stand.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      boolean[] flag = new boolean[1];
      Thread handler =
          Thread.ofPlatform()
              .start(() -> {
                callQuietly(stand, response);
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
      assertThat(only(stand.records()))
          .containsEntry("outcome", text("timeout"))
          .containsEntry("estimate_reason", text("deadline"))
          .containsEntry("output_tokens", number(2));
      WrittenDown.of(stand).isHeld();
    } finally {
      over.countDown();
    }
  }

  @Test
  void answersMoreThanTheBufferedMethodCarriesWithAnErrorAndBillsIt() throws Exception {
    byte[] large =
        ("{\"image\":\"" + "A".repeat(6_000_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
    Map<String, String> counted = Map.of("x-amzn-bedrock-input-token-count", "5");
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> exchange.answer(counted, large));
        Stand stand = Stand.before(bedrock.uri())) {
      Event event = stand.ask(Event.rest("POST", "/bedrock"), Stand.members(false));
      CollectedResponse response = stand.call(event);
      assertThat(response.prelude().statusCode()).isEqualTo(502);
      assertThat(response.body()).contains("/bedrock/stream");
      assertThat(only(stand.records())).containsEntry("input_tokens", number(5));
    }
  }

  private static void callQuietly(Stand stand, CollectedResponse response) {
    try {
      stand.call(stand.stream(), response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, AttributeValue> only(List<Map<String, AttributeValue>> records) {
    assertThat(records).hasSize(1);
    return records.getFirst();
  }
}
