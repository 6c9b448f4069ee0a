package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// Bedrock's own API: bytes pass through, and the record has Bedrock's counts.
@Timeout(60)
class BedrockDialectTest {

  private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String ENCODED = MODEL.replace(":", "%3A");
  private static final String BODY =
      "{\"inferenceConfig\":{\"maxTokens\":20},\"memberOfTomorrow\":1e2,"
          + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"How deep is it?\"}]}]}";

  private static final String USAGE =
      "{\"usage\":{\"inputTokens\":11,\"outputTokens\":3,\"totalTokens\":22,"
          + "\"cacheReadInputTokens\":5,\"cacheWriteInputTokens\":3,"
          + "\"cacheDetails\":[{\"ttl\":\"1h\",\"inputTokens\":2}]},\"metrics\":{\"latencyMs\":9}}";

  private static final List<byte[]> CONVERSE_STREAM =
      List.of(
          EventStreamFrames.event("messageStart", "{\"role\":\"assistant\"}"),
          EventStreamFrames.event(
              "contentBlockDelta",
              "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Deep.\"},\"p\":\"abc\"}"),
          EventStreamFrames.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
          EventStreamFrames.event("eventOfTomorrow", "{\"a\":1}"),
          EventStreamFrames.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
          EventStreamFrames.event("metadata", USAGE));

  private static final Map<String, String> HEADERS = Map.of("x-amzn-requestid", "bedrock-1");

  @Test
  void passesAConverseStreamThroughByteForByte() throws Exception {
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.stream(HEADERS).chunk(EventStreamFrames.concat(CONVERSE_STREAM)).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, "converse-stream", BODY));
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.header("content-type")).isEqualTo("application/vnd.amazon.eventstream");
      assertThat(response.header("x-amzn-requestid")).isEqualTo("bedrock-1");
      assertThat(response.bytes()).isEqualTo(EventStreamFrames.concat(CONVERSE_STREAM));
      assertThat(requests).containsExactly(BODY);
      checkRecord(gateway, "ConverseStream", "complete", "bedrock");
    }
  }

  @Test
  void passesADocumentThroughByteForByte() throws Exception {
    String json =
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Deep.\"}]}}, "
            + "\"stopReason\":\"end_turn\","
            + USAGE.substring(1);
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.answer(HEADERS, body));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, "converse", BODY));
      assertThat(response.body()).isEqualTo(json);
      assertThat(response.header("x-amzn-requestid")).isEqualTo("bedrock-1");
      checkRecord(gateway, "Converse", "complete", "bedrock");
    }
  }

  @Test
  void passesAModelsOwnStreamThroughByteForByte() throws Exception {
    byte[] frames = EventStreamFrames.claude("Deep", ".");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.stream(Map.of("x-amzn-bedrock-service-tier", "flex")).chunk(frames).end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(event(gateway, "invoke-with-response-stream", "{\"max_tokens\":5}"));
      assertThat(response.bytes()).isEqualTo(frames);
      assertThat(response.header("x-amzn-bedrock-service-tier")).isEqualTo("flex");
      Map<String, AttributeValue> item = gateway.records().getFirst();
      assertThat(item)
          .containsEntry("operation", text("InvokeModelWithResponseStream"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("service_tier", text("flex"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "throttlingException", "modelStreamErrorException"})
  void endsATornStreamWithAnException(String exception) throws Exception {
    byte[] begun = EventStreamFrames.concat(CONVERSE_STREAM.subList(0, 2));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              var stream = call.stream().chunk(begun);
              if (exception.isEmpty()) {
                stream.end();
              } else {
                stream.chunk(EventStreamFrames.exception(exception, "No more.")).end();
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, "converse-stream", BODY));
      List<Message> messages = messages(response.bytes());
      assertThat(messages).hasSize(3);
      assertThat(messages.getLast().getHeaders())
          .containsEntry(":message-type", HeaderValue.fromString("exception"))
          .containsEntry(
              ":exception-type",
              HeaderValue.fromString(exception.isEmpty() ? "internalServerException" : exception));
      checkRecord(gateway, "ConverseStream", "model_error", "estimate");
    }
  }

  @Test
  void makesAnotherAttemptAsLongAsThereIsNoContent() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, number) -> {
              if (number == 1) {
                call.stream()
                    .chunk(CONVERSE_STREAM.getFirst())
                    .chunk(EventStreamFrames.exception("throttlingException", "Wait."))
                    .end();
              } else {
                call.stream().chunk(EventStreamFrames.concat(CONVERSE_STREAM)).end();
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, "converse-stream", BODY));
      assertThat(response.bytes()).isEqualTo(EventStreamFrames.concat(CONVERSE_STREAM));
      assertThat(bedrock.requests()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, ThrottlingException, 429",
    "400, ValidationException, 400",
    "424, ModelErrorException, 424",
    "408, ModelTimeoutException, 408",
    "404, ResourceNotFoundException, 404"
  })
  void answersErrorsAsBedrockDoes(int status, String exception, int expected) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.error(status + " No", exception, "{\"message\":\"max_tokens: no\"}"));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      for (String operation : List.of("converse", "converse-stream")) {
        CollectedResponse response = gateway.call(event(gateway, operation, BODY));
        assertThat(response.prelude().statusCode()).isEqualTo(expected);
        assertThat(response.header("x-amzn-errortype")).isEqualTo(exception);
        assertThat(response.body()).startsWith("{\"message\":\"");
      }
    }
  }

  @Test
  void saysWhoMayNotInTheWordsOfAws() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent unknown =
          LambdaEvent.functionUrl("POST", "/model/" + ENCODED + "/converse")
              .withHeader("authorization", "Bearer sb_" + "x".repeat(43))
              .withBody(BODY);
      assertThat(gateway.call(unknown).header("x-amzn-errortype"))
          .isEqualTo("AccessDeniedException");
      gateway.limitTo(0);
      CollectedResponse refused = gateway.call(event(gateway, "converse-stream", BODY));
      assertThat(refused.prelude().statusCode()).isEqualTo(429);
      assertThat(refused.header("x-amzn-errortype")).isEqualTo("ThrottlingException");
      assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
      CollectedResponse invalid = gateway.call(event(gateway, "converse", "{\"a\":"));
      assertThat(invalid.header("x-amzn-errortype")).isEqualTo("ValidationException");
      assertThat(bedrock.requests()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/model/" + MODEL + "/converse",
        "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse",
        "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%253A0/converse"
      })
  void findsTheModelHoweverItIsEncoded(String path) throws Exception {
    byte[] body =
        "{\"usage\":{\"inputTokens\":1,\"outputTokens\":1}}".getBytes(StandardCharsets.UTF_8);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.answer(HEADERS, body));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent event =
          LambdaEvent.functionUrl("POST", path)
              .withHeader("authorization", "Bearer " + gateway.token())
              .withBody(BODY);
      assertThat(gateway.call(event).prelude().statusCode()).isEqualTo(200);
      assertThat(gateway.records().getFirst()).containsEntry("model_id", text(MODEL));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/model/..%2F..%2Fguardrail/converse",
        "/model/a%2Fb/converse",
        "/model/a%00/converse",
        "/model/a%0D%0Ax/converse",
        "/model/a%25252Fb/converse",
        "/model/a%ZZ/converse",
        "/model/arn:aws:bedrock:us-east-1:1:inference-profile/../x/converse"
      })
  void refusesWhatIsNoModel(String path) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(
              LambdaEvent.functionUrl("POST", path)
                  .withHeader("authorization", "Bearer " + gateway.token())
                  .withBody(BODY));
      assertThat(response.prelude().statusCode()).isEqualTo(400);
      assertThat(response.header("x-amzn-errortype")).isEqualTo("ValidationException");
      assertThat(bedrock.requests()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flex\r\nx-amz-date: 1", "fl\u0000ex", "fl\u00e9x", "fl ex"})
  void refusesWhatIsNoValueOfAHeader(String value) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(
              event(gateway, "invoke", BODY).withHeader("x-amzn-bedrock-service-tier", value));
      assertThat(response.prelude().statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("x-amzn-bedrock-service-tier");
      assertThat(bedrock.requests()).isZero();
    }
  }

  /// Anthropic's SDK for Bedrock names the version of its own release, whatever the model is.
  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, 2026-10-21, bedrock-2023-05-31",
    "anthropic.claude-3-haiku-20240307-v1:0, 2026-10-21, bedrock-2023-05-31",
    "global.anthropic.claude-opus-4-7, 2026-10-21, 2026-10-21",
    "global.anthropic.claude-sonnet-5-5, 2026-10-21, 2026-10-21",
    "global.anthropic.claude-sonnet-5-5, bedrock-2023-05-31, bedrock-2023-05-31",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, 2027-01-01, 2027-01-01",
    "amazon.nova-lite-v1:0, 2026-10-21, 2026-10-21"
  })
  void namesAVersionThatTheModelKnows(String model, String sent, String seen) throws Exception {
    String body = "{\"max_tokens\":5, \"anthropic_version\":\"%s\",\"a\":1e2}";
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(HEADERS, "{}".getBytes(StandardCharsets.UTF_8));
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(
          LambdaEvent.functionUrl("POST", "/model/" + model + "/invoke")
              .withHeader("authorization", "Bearer " + gateway.token())
              .withBody(body.formatted(sent)));
      String changed = "{\"anthropic_version\":\"%s\",\"max_tokens\":5, \"a\":1e2}";
      assertThat(requests).containsExactly((sent.equals(seen) ? body : changed).formatted(seen));
    }
  }

  /// A latency with prices of its own is a tier in the record, by which it is priced.
  @ParameterizedTest
  @ValueSource(strings = {"converse", "converse-stream", "invoke", "invoke-with-response-stream"})
  void recordsTheLatencyThatWasServed(String operation) throws Exception {
    String usage =
        "{\"usage\":{\"inputTokens\":1,\"outputTokens\":1},"
            + "\"performanceConfig\":{\"latency\":\"optimized\"}}";
    Map<String, String> headers =
        operation.startsWith("invoke")
            ? Map.of("x-amzn-bedrock-performanceconfig-latency", "optimized")
            : Map.of();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              switch (operation) {
                case "converse-stream" ->
                    call.stream(headers).chunk(EventStreamFrames.event("metadata", usage)).end();
                case "invoke-with-response-stream" ->
                    call.stream(headers).chunk(EventStreamFrames.claude("a")).end();
                default -> call.answer(headers, usage.getBytes(StandardCharsets.UTF_8));
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(event(gateway, operation, BODY));
      assertThat(gateway.records().getFirst())
          .containsEntry("service_tier", text("optimized"))
          .containsEntry("usage_source", text("bedrock"));
    }
  }

  @Test
  void masksWhatIsTheAccountsInErrorsAndExceptions() throws Exception {
    String secret = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/secret-name";
    String message = "Field required: " + secret + " at com.amazon.Internal(Internal.java:1)";
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, number) -> {
              if (number == 1) {
                call.error("400 No", "ValidationException", "{\"message\":\"" + message + "\"}");
              } else {
                call.stream()
                    .chunk(EventStreamFrames.concat(CONVERSE_STREAM.subList(0, 2)))
                    .chunk(EventStreamFrames.exception("validationException", message))
                    .end();
              }
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      for (int times = 0; times < 2; times++) {
        CollectedResponse response = gateway.call(event(gateway, "converse-stream", BODY));
        assertThat(response.body())
            .contains("{\"message\":\"")
            .doesNotContain("123456789012")
            .doesNotContain("secret-name")
            .doesNotContain("Internal.java");
      }
    }
  }

  private static void checkRecord(
      TestGateway gateway, String operation, String outcome, String source) {
    Map<String, AttributeValue> item = gateway.records().getFirst();
    assertThat(item)
        .containsEntry("operation", text(operation))
        .containsEntry("dialect", text("bedrock"))
        .containsEntry("outcome", text(outcome))
        .containsEntry("usage_source", text(source))
        .containsEntry("model_id", text(MODEL));
    if (source.equals("bedrock")) {
      assertThat(item)
          .containsEntry("input_tokens", number(11))
          .containsEntry("output_tokens", number(3))
          .containsEntry("cache_read_tokens", number(5))
          .containsEntry("cache_write_tokens", number(3))
          .containsEntry("cache_write_1h_tokens", number(2))
          .containsEntry("stop_reason", text("end_turn"))
          .containsEntry("bedrock_request_id", text("bedrock-1"));
    }
  }

  private static LambdaEvent event(TestGateway gateway, String operation, String body) {
    return LambdaEvent.functionUrl("POST", "/model/" + ENCODED + "/" + operation)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withBody(body);
  }

  private static List<Message> messages(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    return Stream.iterate(0, _ -> rest.hasRemaining(), number -> number + 1)
        .map(_ -> Message.decode(rest))
        .toList();
  }
}
