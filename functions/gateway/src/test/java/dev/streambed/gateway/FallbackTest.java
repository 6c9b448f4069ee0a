package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which target of an alias is asked, through the whole function, on every way to a model.
@Timeout(120)
class FallbackTest extends FallbackScenario {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bedrock/stream | {'modelId':'claude',",
        "/bedrock | {'modelId':'claude',",
        "/v1/messages | {'model':'claude','stream':true,",
        "/v1/messages | {'model':'claude',",
        "/model/claude/invoke-with-response-stream | {",
        "/model/claude/invoke | {",
        "/v1/chat/completions | {'model':'claude','stream':true,",
        "/v1/chat/completions | {'model':'claude',"
      })
  void asksTheNextModelAtOnceWhenTheFirstIsThrottled(String path, String members) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      CollectedResponse response = call(gateway, path, members.replace('\'', '"') + QUESTION);
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      // Frames of Bedrock's carry the model's events in base64.
      assertThat(response.body()).containsAnyOf("Deep.", DEEP_IN_BASE64);
      assertThat(response.header("x-streambed-model")).isEqualTo(SECOND);
      assertThat(asked).containsExactly("us-east-1 " + FIRST, "us-east-1 " + SECOND);
      Map<String, AttributeValue> record = only(gateway);
      assertThat(record)
          .containsEntry("model_id", text(SECOND))
          .containsEntry("outcome", text("complete"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("token_count", number(46))
          .containsEntry("cost_nano_usd", number(12 * 3300 + 34 * 16_500))
          .doesNotContainKeys("held_tokens", "region");
      assertThat(attempts(record)).hasSize(2);
      assertThat(attempts(record).getFirst())
          .containsEntry("model_id", text(FIRST))
          .containsEntry("usage_source", text("none"))
          .containsEntry("error_code", text("model_throttled"))
          .containsEntry("error_cause", text("ThrottlingException"))
          .doesNotContainKeys("token_count", "cost_nano_usd");
      assertThat(attempts(record).getLast())
          .containsEntry("model_id", text(SECOND))
          .containsEntry("token_count", number(46))
          .doesNotContainKey("error_code");
      RecordedState.of(gateway).isSettled();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429 No, ServiceQuotaExceededException",
    "500 No, InternalServerException",
    "503 No, ServiceUnavailableException",
    "429 No, ModelNotReadyException",
    "408 No, ModelTimeoutException",
    "424 No, ModelErrorException",
    "502 No, NoName",
    "529 No, NoName"
  })
  void asksTheNextModelWhenTheFirstIsUnavailable(String status, String name) throws Exception {
    for (String path : List.of("/bedrock", "/bedrock/stream")) {
      asked.clear();
      try (ScriptedBedrock bedrock =
              ScriptedBedrock.start((call, _) -> failFirst(call, status, name));
          TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
        CollectedResponse response = call(gateway, path, "{\"modelId\":\"claude\"," + QUESTION);
        assertThat(response.body()).contains("Deep.");
        assertThat(asked).hasSize(2);
        RecordedState.of(gateway).isSettled();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bedrock", "/bedrock/stream"})
  void asksTheNextModelWhenTheConnectionBreaks(String path) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              if (ask(call).equals(FIRST)) {
                call.cut();
              } else {
                answer(call);
              }
            });
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      assertThat(call(gateway, path, "{\"modelId\":\"claude\"," + QUESTION).body())
          .contains("Deep.");
      assertThat(asked).hasSize(2);
      RecordedState.of(gateway).isHeld();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ValidationException", "AccessDeniedException"})
  void asksNoOtherModelWhenSomebodyMustCorrectTheRequestOrTheDeployment(String name)
      throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> failFirst(call, "400 No", name));
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      CollectedResponse response =
          call(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + QUESTION);
      assertThat(response.prelude().statusCode()).isGreaterThanOrEqualTo(400);
      assertThat(asked).containsExactly("us-east-1 " + FIRST);
      assertThat(only(gateway))
          .containsEntry("model_id", text(FIRST))
          .doesNotContainKey("attempts");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bedrock/stream | {'modelId':'claude',",
        "/v1/messages | {'model':'claude','stream':true,"
      })
  void leavesASilentModelAndRecordsBoth(String path, String members) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> silenceFirst(call));
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 1)) {
      putBudget(gateway, "1");
      CollectedResponse response = call(gateway, path, members.replace('\'', '"') + QUESTION);
      assertThat(response.body()).contains("Deep.").doesNotContain("never");
      assertThat(response.header("x-streambed-model")).isEqualTo(SECOND);
      Map<String, AttributeValue> record = only(gateway);
      Map<String, AttributeValue> silent = attempts(record).getFirst();
      Map<String, AttributeValue> answered = attempts(record).getLast();
      assertThat(silent)
          .containsEntry("model_id", text(FIRST))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("estimate_reason", text("silent"))
          .containsEntry("error_code", text("timeout"))
          .containsEntry("bedrock_request_id", text("first"));
      assertThat(record)
          .containsEntry("model_id", text(SECOND))
          .containsEntry("usage_source", text("estimate"))
          .containsEntry("token_count", number(count(silent) + count(answered)))
          .containsEntry("cost_nano_usd", number(cost(silent) + cost(answered)));
      assertThat(count(answered)).isEqualTo(46);
      // All of the first, which Bedrock may bill to its end, and what the second has used.
      assertThat(amount(record, "held_tokens") - 46).isBetween(50L + 60, 50L + 170);
      assertThat(amount(record, "held_nano_usd")).isGreaterThan(cost(silent) + cost(answered));
      RecordedState.of(gateway).isHeld();
      String statement = call(gateway, LambdaEvent.functionUrl("GET", "/usage")).body();
      assertThat(statement)
          .containsPattern(rowOf(FIRST, 0, cost(silent)))
          .containsPattern(rowOf(SECOND, 1, cost(answered)));
    } finally {
      over.countDown();
    }
  }

  @Test
  void waitsForASilentModelWhereThatIsConfiguredAndForTheLast() throws Exception {
    for (String alias : List.of(FIRST + "|" + SECOND, FIRST)) {
      try (ScriptedBedrock bedrock =
              ScriptedBedrock.start((call, _) -> {
                ask(call);
                Thread.sleep(1500);
                answer(call);
              });
          TestGateway gateway = gateway(bedrock, "claude=" + alias, alias.equals(FIRST) ? 1 : 0)) {
        call(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + QUESTION);
        assertThat(only(gateway))
            .containsEntry("model_id", text(FIRST))
            .containsEntry("outcome", text("complete"));
      }
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void asksNoOtherModelAfterTheFirstContent() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              ask(call);
              call.stream()
                  .chunk(EventStreamFrames.claudeChunk("Dee"))
                  .chunk(EventStreamFrames.exception("throttlingException", "slow"))
                  .end();
            });
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 1)) {
      CollectedResponse response =
          call(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + QUESTION);
      assertThat(response.body()).contains("Dee", "event: error");
      assertThat(response.header("x-streambed-model")).isEqualTo(FIRST);
      assertThat(asked).hasSize(1);
      RecordedState.of(gateway).isHeld();
      // Nothing is kept for the model that was not asked.
      assertThat(amount(only(gateway), "held_tokens")).isBetween(50L + 60, 50L + 170);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bedrock", "/bedrock/stream"})
  void saysWhyTheLastFailedWhenAllFail(String path) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              boolean isFirst = ask(call).equals(FIRST);
              call.error(
                  isFirst ? "500 No" : "429 No",
                  isFirst ? "InternalServerException" : "ThrottlingException",
                  "{}");
            });
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      CollectedResponse response = call(gateway, path, "{\"modelId\":\"claude\"," + QUESTION);
      assertThat(response.prelude().statusCode()).isEqualTo(429);
      // The last one is tried again, as a model of its own is.
      assertThat(asked)
          .containsExactly(
              "us-east-1 " + FIRST,
              "us-east-1 " + SECOND,
              "us-east-1 " + SECOND,
              "us-east-1 " + SECOND);
      Map<String, AttributeValue> record = only(gateway);
      assertThat(record)
          .containsEntry("model_id", text(SECOND))
          .containsEntry("error_code", text("model_throttled"))
          .containsEntry("estimate_reason", text("broken_off"));
      assertThat(attempts(record).getFirst()).containsEntry("error_reason", text("bedrock_failed"));
      assertThat(attempts(record).getLast())
          .containsEntry("error_reason", text("throttled"))
          .containsEntry("usage_source", text("none"));
      RecordedState.of(gateway).isHeld();
      assertThat(amount(record, "held_tokens")).isBetween(50L + 60, 50L + 170);
    }
  }

  @Test
  void asksNoOtherModelAfterAStop() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              ask(call);
              begun.countDown();
              over.await();
              call.error("429 No", "ThrottlingException", "{}");
            });
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      CollectedResponse response = new CollectedResponse();
      LambdaEvent event =
          event(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + QUESTION)
              .withHeader("x-request-id", "s-1");
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> quietly(gateway, event, response));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      LambdaEvent stop =
          LambdaEvent.functionUrl("DELETE", "/requests/s-1")
              .withHeader("authorization", "Bearer " + gateway.token());
      assertThat(gateway.call(stop).prelude().statusCode()).isEqualTo(202);
      Thread.sleep(600);
      over.countDown();
      writing.join();
      assertThat(asked).containsExactly("us-east-1 " + FIRST);
      assertThat(only(gateway)).containsEntry("outcome", text("stopped"));
      RecordedState.of(gateway).isSettled();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bedrock", "/bedrock/stream"})
  void asksTheSameModelInAnotherRegion(String path) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              ask(call);
              if (call.region().equals("us-east-1")) {
                call.error("429 No", "ThrottlingException", "{}");
              } else {
                answer(call);
              }
            });
        TestGateway gateway =
            gateway(bedrock, "claude=" + FIRST + "|" + FIRST + "@eu-west-1", 60)) {
      CollectedResponse response = call(gateway, path, "{\"modelId\":\"claude\"," + QUESTION);
      assertThat(response.body()).contains("Deep.");
      assertThat(response.header("x-streambed-model")).isEqualTo(FIRST);
      assertThat(response.header("x-streambed-region")).isEqualTo("eu-west-1");
      assertThat(asked).containsExactly("us-east-1 " + FIRST, "eu-west-1 " + FIRST);
      assertThat(only(gateway))
          .containsEntry("model_id", text(FIRST))
          .containsEntry("region", text("eu-west-1"))
          .containsEntry("token_count", number(46));
      RecordedState.of(gateway).isSettled();
    }
  }

  @Test
  void callsAnAliasOfAnotherRegionThereAtOnce() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              ask(call);
              if (call.path().endsWith("/count-tokens")) {
                call.answer(Map.of(), "{\"inputTokens\":7}".getBytes(StandardCharsets.UTF_8));
              } else {
                answer(call);
              }
            });
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "@eu-west-1", 60)) {
      call(gateway, "/v1/messages", "{\"model\":\"claude\"," + QUESTION);
      CollectedResponse count =
          call(gateway, "/v1/messages/count_tokens", "{\"model\":\"claude\"," + QUESTION);
      assertThat(count.body()).isEqualTo("{\"input_tokens\":7}");
      assertThat(asked).containsExactly("eu-west-1 " + FIRST, "eu-west-1 " + FIRST);
      assertThat(only(gateway)).containsEntry("region", text("eu-west-1"));
    }
  }

  @Test
  void namesTheModelThatAnsweredWhereTheApiDoes() throws Exception {
    for (String stream : List.of("", "\"stream\":true,")) {
      try (ScriptedBedrock bedrock =
              ScriptedBedrock.start((call, _) -> {
                if (ask(call).equals(NOVA)) {
                  call.error("429 No", "ThrottlingException", "{}");
                } else {
                  answer(call);
                }
              });
          TestGateway gateway = gateway(bedrock, "nova=" + NOVA + "|" + NOVA_PRO, 60)) {
        CollectedResponse response =
            call(gateway, "/v1/messages", "{\"model\":\"nova\"," + stream + QUESTION);
        assertThat(response.body()).contains("Deep.", "\"model\":\"" + NOVA_PRO + "\"");
      }
    }
  }

  @Test
  void asksTheNextModelByConverse() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, "any=" + FIRST + "|" + NOVA, 60)) {
      for (String operation : List.of("converse", "converse-stream")) {
        CollectedResponse response = call(gateway, "/model/any/" + operation, CONVERSE_QUESTION);
        assertThat(response.body()).contains("Deep.");
        assertThat(response.header("x-streambed-model")).isEqualTo(NOVA);
      }
      assertThat(asked).hasSize(4);
    }
  }

  @Test
  void fallsBackOnAConnection() throws Exception {
    String alias = "claude=" + FIRST + "|" + SECOND + "|" + FIRST + "@eu-west-1";
    Map<String, String> environment =
        Map.of(Settings.MODEL_ALIASES, alias, Settings.FALLBACK_AFTER_SECONDS, "1");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              String model = ask(call);
              if (call.region().equals("eu-west-1")) {
                answer(call);
              } else if (model.equals(FIRST)) {
                call.error("429 No", "ThrottlingException", "{}");
              } else {
                over.await();
              }
            });
        WebSocketTestGateway socket = WebSocketTestGateway.before(bedrock.uri(), environment)) {
      socket.connect(Map.of("authorization", "Bearer " + socket.stand().token()));
      socket.say(WebSocketTestGateway.question("a1").replace(TestGateway.MODEL, "claude"));
      JsonNode done = socket.whole("a1").getLast();
      socket.settle();
      assertThat(socket.text("a1")).isEqualTo("Deep.");
      assertThat(done.path("modelId").asText()).isEqualTo(FIRST);
      assertThat(asked)
          .containsExactly("us-east-1 " + FIRST, "us-east-1 " + SECOND, "eu-west-1 " + FIRST);
      Map<String, AttributeValue> record = only(socket.stand());
      assertThat(record).containsEntry("region", text("eu-west-1"));
      assertThat(attempts(record)).hasSize(3);
      assertThat(attempts(record).get(1)).containsEntry("estimate_reason", text("silent"));
      RecordedState.of(socket.stand()).isHeld();
    } finally {
      over.countDown();
    }
  }

  private static String rowOf(String model, int requests, long cost) {
    return Pattern.quote("\"model\":\"" + model + "\",\"requests\":" + requests + ",")
        + "[^}]*"
        + Pattern.quote("\"costNanoUsd\":" + cost + ",");
  }
}
