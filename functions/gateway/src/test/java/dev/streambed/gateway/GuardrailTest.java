package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A guardrail's intervention, from Bedrock to the caller and to the record.
@Timeout(60)
class GuardrailTest {

  private static final String TRACE =
      "\"amazon-bedrock-trace\":{\"guardrail\":{\"input\":{\"g1\":{\"wordPolicy\":{\"customWords\":"
          + "[{\"match\":\"flood\",\"action\":\"BLOCKED\"}]},\"invocationMetrics\":{\"usage\":"
          + "{\"topicPolicyUnits\":2,\"wordPolicyUnits\":1,\"contentPolicyUnits\":0,"
          + "\"newPolicyUnits\":4,\"automatedReasoningPolicies\":1}}}}}}";

  private static final String BLOCKED =
      "{\"generation\":\"Not about floods.\",\"amazon-bedrock-guardrailAction\":\"INTERVENED\"";

  private static final byte[] STREAM = EventStreamFrames.chunk(BLOCKED + "," + TRACE + "}");

  @Test
  void isAWholeAnswerOnEveryDoor() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      String usage = "\"stream_options\":{\"include_usage\":true},";
      for (TestFrontDoor door : TestFrontDoor.values()) {
        if (door == TestFrontDoor.WEB_SOCKET) {
          continue;
        }
        CollectedResponse response =
            testGateway.call(testGateway.ask(door.event(), usage + TestGateway.members(true)));
        assertThat(response.prelude().statusCode()).isEqualTo(200);
        assertThat(response.body())
            .contains("Not about floods.", "\"stopReason\":\"guardrail_intervened\"")
            .containsPattern("\\[DONE\\]|\"done\": true")
            .doesNotContain("amazon-bedrock", "error");
      }
      assertThat(testGateway.records())
          .hasSize(3)
          .allSatisfy(GuardrailTest::saysWhatTheGuardrailDid);
    }
  }

  @Test
  void endsOnAConnectionWithItsStopReason() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM).end());
        WebSocketTestGateway sockets = WebSocketTestGateway.connected(bedrock.uri())) {
      sockets.invoke("g-1");
      assertThat(sockets.whole("g-1").getLast().path("stopReason").asText())
          .isEqualTo("guardrail_intervened");
      WebSocketTestGateway.until(() -> sockets.stand().records().size() == 1);
      saysWhatTheGuardrailDid(sockets.stand().records().getFirst());
    }
  }

  @Test
  void isRecordedOfADocumentWhichStaysBedrocks() throws Exception {
    String document = BLOCKED + "," + TRACE + "}";
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) ->
                exchange.answer(Map.of(), document.getBytes(StandardCharsets.UTF_8)));
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(false));
      assertThat(testGateway.call(lambdaEvent).body()).isEqualTo(document);
      saysWhatTheGuardrailDid(testGateway.records().getFirst());
    }
  }

  /// Without a trace, the model's count of the prompt shows it: AWS bills no token.
  @Test
  void costsNothingWhenTheModelWasNotAsked() throws Exception {
    byte[] stream =
        EventStreamFrames.concat(
            List.of(
                EventStreamFrames.chunk(
                    "{\"type\":\"message_start\",\"message\":{\"usage\":"
                        + "{\"input_tokens\":0,\"output_tokens\":0}}}"),
                EventStreamFrames.claudeChunk("Not about floods."),
                EventStreamFrames.chunk(
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}"),
                EventStreamFrames.chunk(
                    "{\"type\":\"message_stop\",\"amazon-bedrock-guardrailAction\":\"INTERVENED\"}")));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      testGateway.call(testGateway.stream());
      assertThat(testGateway.records().getFirst())
          .containsEntry("stop_reason", text("guardrail_intervened"))
          .containsEntry("usage_source", text("none"))
          .doesNotContainKeys("input_tokens", "output_tokens", "cost_nano_usd");
    }
  }

  /// A stream without a guardrail's mark is still torn, and so is one whose connection broke.
  @Test
  void excusesNoOtherTornAnswer() throws Exception {
    byte[] none =
        EventStreamFrames.chunk(
            "{\"generation\":\"Sand\",\"amazon-bedrock-guardrailAction\":\"NONE\"}");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, number) -> {
              exchange.stream().chunk(number == 0 ? none : STREAM);
              if (number == 0) {
                exchange.end();
              } else {
                exchange.cut();
              }
            });
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      assertThat(testGateway.call(testGateway.stream()).body()).contains("event: error");
      assertThat(testGateway.call(testGateway.stream()).body()).contains("event: error");
    }
  }

  private static void saysWhatTheGuardrailDid(Map<String, AttributeValue> entry) {
    assertThat(entry)
        .containsEntry("outcome", text("complete"))
        .containsEntry("stop_reason", text("guardrail_intervened"))
        .containsEntry("guardrail_action", text("INTERVENED"))
        .containsEntry("guardrail_topic_policy_units", number(2))
        .containsEntry("guardrail_word_policy_units", number(1))
        .containsEntry("guardrail_new_policy_units", number(4))
        .containsEntry("usage_source", text("none"))
        .doesNotContainKeys("input_tokens", "error_code", "guardrail_content_policy_units")
        .noneSatisfy((name, _) -> assertThat(name).contains("automated"));
  }
}
