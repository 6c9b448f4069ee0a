package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.TracedAnswers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The units of a guardrail that the operators set stand in the record and in the line, in every
/// form of an answer, and of the trace that they are read from nothing reaches the caller.
@Timeout(60)
class GuardrailUnitsTest {

  static final Map<String, String> DEPLOYED = Map.of(Settings.GUARDRAIL, "gr1abc:3");
  static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String OWN = "'max_tokens':5,'messages':[{'role':'user','content':'Hi'}]";
  private static final String CONVERSE = "'messages':[{'role':'user','content':[{'text':'Hi'}]}]";

  /// Paths and bodies of every API, and whether the answer is Bedrock's own.
  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of("/bedrock", "{'modelId':'" + CLAUDE + "'," + OWN + "}"),
        Arguments.of("/bedrock/stream", "{'modelId':'" + CLAUDE + "'," + OWN + "}"),
        Arguments.of("/model/" + CLAUDE + "/invoke", "{" + OWN + "}"),
        Arguments.of("/model/" + CLAUDE + "/invoke-with-response-stream", "{" + OWN + "}"),
        Arguments.of("/model/" + NOVA + "/converse", "{" + CONVERSE + "}"),
        Arguments.of("/model/" + NOVA + "/converse-stream", "{" + CONVERSE + "}"),
        Arguments.of("/v1/messages", "{'model':'" + CLAUDE + "'," + OWN + "}"),
        Arguments.of("/v1/messages", "{'model':'" + CLAUDE + "','stream':true," + OWN + "}"),
        Arguments.of("/v1/messages", "{'model':'" + NOVA + "'," + OWN + "}"),
        Arguments.of("/v1/messages", "{'model':'" + NOVA + "','stream':true," + OWN + "}"),
        Arguments.of("/v1/chat/completions", "{'model':'" + NOVA + "'," + OWN + "}"),
        Arguments.of("/v1/chat/completions", "{'model':'" + NOVA + "','stream':true," + OWN + "}"),
        Arguments.of("/v1/responses", "{'model':'" + NOVA + "','input':'Hi'}"),
        Arguments.of("/v1/responses", "{'model':'" + NOVA + "','stream':true,'input':'Hi'}"),
        Arguments.of(
            "/ui/chat",
            "{'model':'"
                + NOVA
                + "','messages':[{'id':'1','role':'user','parts':[{'type':'text','text':'Hi'}]}]}"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void areRecordedAndTheTraceIsKeptBack(String path, String body) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> TracedAnswers.answer(call));
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      CollectedResponse response = gateway.call(event(gateway, path, body));
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      assertThat(TracedAnswers.read(response)).contains("Deep.");
      checkUnits(gateway, "complete");
      checkKeptBack(gateway, response);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "WEB_SOCKET", mode = EnumSource.Mode.EXCLUDE)
  void areRecordedOnEveryDoor(TestFrontDoor door) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> TracedAnswers.answer(call));
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      CollectedResponse response =
          gateway.call(gateway.ask(door.event(), TestGateway.members(true)));
      assertThat(response.body()).contains("Deep.");
      checkUnits(gateway, "complete");
      checkKeptBack(gateway, response);
    }
  }

  @Test
  void areRecordedOnAConnection() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> TracedAnswers.answer(call));
        WebSocketTestGateway sockets = WebSocketTestGateway.before(bedrock.uri(), DEPLOYED)) {
      sockets.connect(Map.of("authorization", "Bearer " + sockets.stand().token()));
      sockets.invoke("g-1");
      assertThat(sockets.whole("g-1").toString())
          .contains("Deep.")
          .doesNotContain("trace", TracedAnswers.CANARY);
      WebSocketTestGateway.until(() -> sockets.stand().records().size() == 1);
      checkUnits(sockets.stand(), "complete");
    }
  }

  /// What is Bedrock's own stays, byte for byte, but for the trace; one without a trace wholly.
  @ParameterizedTest
  @CsvSource({
    "/model/amazon.nova-lite-v1:0/converse, true",
    "/model/amazon.nova-lite-v1:0/converse, false",
    "/model/amazon.nova-lite-v1:0/converse-stream, true",
    "/model/amazon.nova-lite-v1:0/converse-stream, false",
    "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke, true",
    "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke, false",
    "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke-with-response-stream, true",
    "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke-with-response-stream, false"
  })
  void leaveEveryOtherByteAsItIs(String path, boolean isTraced) throws Exception {
    byte[] sent = TracedAnswers.bytes(path, isTraced);
    // In pieces that cut frames anywhere.
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              if (path.endsWith("stream")) {
                call.stream().chunks(sent, 7).end();
              } else {
                call.answer(Map.of("content-type", "application/json"), sent);
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      CollectedResponse response = gateway.call(event(gateway, path, "{" + CONVERSE + "}"));
      assertThat(response.bytes()).isEqualTo(TracedAnswers.bytes(path, false));
    }
  }

  /// An imported model may call a member of its own as Converse calls the trace.
  @ParameterizedTest
  @ValueSource(strings = {"invoke", "invoke-with-response-stream"})
  void leaveAModelsOwnTraceAlone(String operation) throws Exception {
    String own = "{\"generation\":\"Deep.\",\"trace\":{\"step\":1},%s\"stop_reason\":\"stop\"}";
    boolean isStreamed = operation.endsWith("stream");
    String traced = own.formatted(TracedAnswers.NATIVE_TRACE);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              if (isStreamed) {
                call.stream().chunk(EventStreamFrames.chunk(traced)).end();
              } else {
                call.answer(
                    Map.of("content-type", "application/json"),
                    traced.getBytes(StandardCharsets.UTF_8));
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri(), DEPLOYED)) {
      CollectedResponse response =
          gateway.call(event(gateway, "/model/" + CLAUDE + "/" + operation, "{" + CONVERSE + "}"));
      String rest = own.formatted("");
      assertThat(response.bytes())
          .startsWith(
              isStreamed ? EventStreamFrames.chunk(rest) : rest.getBytes(StandardCharsets.UTF_8));
      checkKeptBack(gateway, response);
    }
  }

  @Test
  void areThoseOfACustomersOwnGuardrailToo() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> TracedAnswers.answer(call));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.putCustomer(Map.of("status", text("active"), "guardrail", text("gr2:7")));
      CollectedResponse response = gateway.call(gateway.stream());
      checkUnits(gateway, "complete");
      checkKeptBack(gateway, response);
      assertThat(gateway.records().getFirst()).containsEntry("guardrail", text("gr2:7"));
    }
  }

  /// A caller that names a guardrail and asks for its trace, where it may, gets it.
  @ParameterizedTest
  @CsvSource({
    "/model/amazon.nova-lite-v1:0/converse",
    "/model/amazon.nova-lite-v1:0/converse-stream",
    "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke",
    "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke-with-response-stream"
  })
  void doNotChangeWhatACallerAsksForItself(String path) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> TracedAnswers.answer(call));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      String config =
          "'guardrailConfig':{'guardrailIdentifier':'own','guardrailVersion':'1','trace':'enabled'},";
      boolean isConverse = path.contains("converse");
      LambdaEvent traced = event(gateway, path, "{" + (isConverse ? config : "") + CONVERSE + "}");
      CollectedResponse response =
          gateway.call(isConverse ? traced : traced.withHeader("x-amzn-bedrock-trace", "ENABLED"));
      assertThat(response.bytes()).isEqualTo(TracedAnswers.bytes(path, true));
      checkUnits(gateway, "complete");
      assertThat(gateway.records().getFirst()).doesNotContainKey("guardrail");
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void areNotAskedForWithoutAGuardrail(String path, String body) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              assertThat(TracedAnswers.asksForTrace(call)).isFalse();
              TracedAnswers.answer(call);
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, path, body));
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
    }
  }

  static void checkUnits(TestGateway gateway, String outcome) {
    Map<String, AttributeValue> record = gateway.records().getFirst();
    assertThat(record)
        .containsEntry("outcome", text(outcome))
        .containsEntry("guardrail_action", text("NONE"))
        .containsEntry("guardrail_topic_policy_units", number(3))
        .containsEntry("guardrail_word_policy_units", number(2))
        .doesNotContainKey("guardrail_content_policy_units");
    assertThat(gateway.lines())
        .anyMatch(line ->
            line.contains("\"guardrail_topic_policy_units\":3")
                && line.contains("\"guardrail_word_policy_units\":2"));
  }

  /// Neither the caller nor a line nor a record has anything of the trace.
  static void checkKeptBack(TestGateway gateway, CollectedResponse response) {
    assertThat(TracedAnswers.read(response))
        .doesNotContain(TracedAnswers.CANARY, "invocationMetrics\":{\"usage", "ssessment");
    assertThat(List.of(gateway.lines(), gateway.records()).toString())
        .doesNotContain(TracedAnswers.CANARY);
  }

  static LambdaEvent event(TestGateway gateway, String path, String body) {
    return LambdaEvent.functionUrl("POST", path)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withBody(body.replace('\'', '"'));
  }
}
