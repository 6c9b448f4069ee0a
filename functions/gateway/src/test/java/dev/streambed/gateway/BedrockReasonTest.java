package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Bedrock's message about a caller's request reaches the caller through every front door, and the
/// log; other messages of exceptions do not.
@Timeout(60)
class BedrockReasonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MESSAGE =
      "The model returned the following errors: top_k: 900 > 500 in account 123456789012";
  private static final String TOLD = "top_k: 900 > 500 in account [number]";

  private static final byte[] BREAKING =
      EventStreamFrames.concat(
          List.of(
              EventStreamFrames.claudeChunk("one"),
              EventStreamFrames.exception("validationException", MESSAGE)));

  private static final byte[] ANTHROPICS =
      EventStreamFrames.concat(
          List.of(
              EventStreamFrames.claudeChunk("one"),
              EventStreamFrames.chunk(
                  "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                      + "\"message\":\"Output blocked by content filtering policy\"}}")));

  @Test
  void areTheAnswerBeforeTheFirstByte() throws Exception {
    try (ScriptedBedrock bedrock = refusing("ValidationException", MESSAGE);
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      for (boolean stream : List.of(true, false)) {
        for (LambdaEvent door :
            List.of(LambdaEvent.functionUrl("POST", "/"), LambdaEvent.rest("POST", "/bedrock"))) {
          CollectedResponse response =
              testGateway.call(testGateway.ask(door, TestGateway.members(stream)));
          assertThat(response.prelude().statusCode()).isEqualTo(400);
          check(JSON.readTree(response.body()), "invalid_request", TOLD);
        }
      }
      assertThat(testGateway.records())
          .hasSize(4)
          .allSatisfy(entry -> checkEntry(entry, "invalid_request", TOLD));
      assertThat(testGateway.lines())
          .hasSize(4)
          .allMatch(line -> line.contains("\"error_message\":\"" + TOLD + "\""));
    }
  }

  @Test
  void areAnEventAfterTheFirstByte() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(BREAKING).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      String body = testGateway.call(testGateway.stream()).body();
      String event = body.substring(body.indexOf("event: error\ndata: ") + 19).strip();
      check(JSON.readTree(event), "invalid_request", TOLD);
      checkEntry(testGateway.records().getFirst(), "invalid_request", TOLD);
    }
  }

  @Test
  void areTheLastElementOfTheArray() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(ANTHROPICS).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent door = LambdaEvent.rest("POST", "/bedrock");
      JsonNode array =
          JSON.readTree(testGateway.call(testGateway.ask(door, TestGateway.members(true))).body());
      assertThat(array.get(0).path("content").asText()).isEqualTo("one");
      check(array.get(1), "invalid_request", "Output blocked by content filtering policy");
    }
  }

  @Test
  void areTheLastMessageOnAConnection() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(BREAKING).end());
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      check(socket.whole("a1").getLast(), "invalid_request", TOLD);
      socket.settle();
      checkEntry(socket.stand().records().getFirst(), "invalid_request", TOLD);
    }
  }

  @Test
  void areForTheOperatorsWhereTheyAreNotOfTheRequest() throws Exception {
    String said = "worker of arn:aws:sagemaker:us-east-1:123456789012:endpoint/x died";
    try (ScriptedBedrock bedrock = refusing("ModelErrorException", said);
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = testGateway.call(testGateway.stream());
      check(JSON.readTree(response.body()), "model_error", "The model failed to answer.");
      checkEntry(testGateway.records().getFirst(), "model_failed", "worker of [arn] died");
    }
  }

  @Test
  void areNoneOfWhatTheSdkSays() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((exchange, _) -> exchange.cut());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      for (boolean stream : List.of(true, false)) {
        LambdaEvent door = LambdaEvent.functionUrl("POST", "/");
        CollectedResponse response =
            testGateway.call(testGateway.ask(door, TestGateway.members(stream)));
        assertThat(response.body())
            .contains("\"error\":\"The model's service failed.\"")
            .doesNotContain("Exception", "127.0.0.1", "HTTP request", "amazon", "AWS_ERROR");
      }
      assertThat(testGateway.lines())
          .hasSize(2)
          .allMatch(line -> line.contains("\"error_reason\":\"connection_failed\""))
          .noneMatch(line -> line.contains("error_message") || line.contains("127.0.0.1"));
    }
  }

  private static ScriptedBedrock refusing(String type, String message) throws Exception {
    return ScriptedBedrock.start(
        (exchange, _) -> exchange.error("400 No", type, "{\"message\":\"" + message + "\"}"));
  }

  private static void check(JsonNode error, String code, String sentence) {
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("error").asText()).isEqualTo(sentence);
  }

  private static void checkEntry(Map<String, AttributeValue> entry, String reason, String message) {
    assertThat(entry)
        .containsEntry("error_reason", text(reason))
        .containsEntry("error_message", text(message));
  }
}
