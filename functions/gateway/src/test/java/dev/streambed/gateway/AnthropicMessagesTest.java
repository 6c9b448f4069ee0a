package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Anthropic's Messages API with Claude: the body and the events pass through.
@Timeout(60)
class AnthropicMessagesTest {

  private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String MESSAGES =
      "\"messages\" : [{\"role\":\"user\",\"content\":\"How deep is it?\"}]";

  private static final List<String> EVENTS =
      List.of(
          "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_bdrk_1\",\"type\":\"message\","
              + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\",\"content\":[],"
              + "\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}}",
          "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
              + "{\"type\":\"text\",\"text\":\"\"}}",
          "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\", "
              + "\"text\":\"Deep\"}, \"memberOfTomorrow\":1e2}",
          "{\"type\":\"event_of_tomorrow\"}",
          "{\"type\":\"content_block_stop\",\"index\":0}",
          "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
              + "\"usage\":{\"output_tokens\":34}}");

  private static final String LAST =
      "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":"
          + "{\"inputTokenCount\":12,\"outputTokenCount\":34}}";

  private static final List<byte[]> FRAMES = frames();

  private static final String STREAM =
      String.join("", EVENTS.stream().map(AnthropicMessagesTest::sse).toList())
          + sse("{\"type\":\"message_stop\"}");

  @Test
  void passesClaudesEventsThroughWithoutBedrocksMetrics() throws Exception {
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.stream().chunk(EventStreamFrames.concat(FRAMES)).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(
              event(gateway, "\"stream\":true,\"max_tokens\": 9, " + MESSAGES + ", \"new\":1e2")
                  .withHeader("anthropic-version", "2023-06-01")
                  .withHeader("x-request-id", "r-1"));
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.header("content-type")).isEqualTo("text/event-stream");
      assertThat(response.header("request-id")).isEqualTo("r-1");
      assertThat(response.body()).isEqualTo(STREAM);
      assertThat(requests)
          .containsExactly(
              "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\": 9, "
                  + MESSAGES
                  + ", \"new\":1e2}");
      assertThat(record(gateway))
          .containsEntry("operation", text("InvokeModelWithResponseStream"))
          .containsEntry("dialect", text("anthropic"))
          .containsEntry("model_id", text(MODEL))
          .containsEntry("outcome", text("complete"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("output_tokens", number(34));
    }
  }

  /// Anthropic's SDKs read the usage of both events, whoever answered.
  @Test
  void countsNothingWhereAGuardrailAnswersWithoutCounts() throws Exception {
    List<byte[]> frames =
        Stream.of(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"g\",\"content\":[]}}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}",
                "{\"type\":\"message_stop\",\"amazon-bedrock-guardrailAction\":\"INTERVENED\"}")
            .map(EventStreamFrames::chunk)
            .toList();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (call, _) -> call.stream().chunk(EventStreamFrames.concat(frames)).end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      String body =
          gateway.call(event(gateway, "\"stream\":true,\"max_tokens\":9," + MESSAGES)).body();
      List<String> events =
          body.lines()
              .filter(line -> line.startsWith("data: "))
              .map(line -> line.substring(6))
              .toList();
      assertThat(usage(events.getFirst(), "message"))
          .isEqualTo("{\"input_tokens\":0,\"output_tokens\":0}");
      assertThat(usage(events.get(1), "")).isEqualTo("{\"output_tokens\":0}");
    }
  }

  private static String usage(String event, String member) {
    JsonObject object = (JsonObject) Json.read(event.getBytes(StandardCharsets.UTF_8));
    JsonObject usage =
        (member.isEmpty() ? object : object.objectOrEmpty(member)).objectOrEmpty("usage");
    return new JsonObject(new TreeMap<>(usage.members())).write();
  }

  @Test
  void passesADocumentThroughAndMovesBetasIntoTheBody() throws Exception {
    String json =
        "{\"id\":\"msg_1\",\"type\":\"message\", \"content\":[{\"type\":\"text\",\"text\":\"a\"}],"
            + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":5}}";
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(Map.of(), json.getBytes(StandardCharsets.UTF_8));
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(
              event(gateway, "\"anthropic_beta\":[\"b-2\",\"b-1\"]," + MESSAGES)
                  .withHeader("anthropic-beta", "b-1, b-3,,b-2"));
      assertThat(response.body()).isEqualTo(json);
      assertThat(response.header("content-type")).isEqualTo("application/json");
      assertThat(response.header("request-id")).isNotEmpty();
      assertThat(requests)
          .containsExactly(
              "{\"anthropic_version\":\"bedrock-2023-05-31\","
                  + "\"anthropic_beta\":[\"b-2\",\"b-1\",\"b-3\"],"
                  + MESSAGES
                  + "}");
      assertThat(record(gateway)).containsEntry("output_tokens", number(5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-7-sonnet-20250219-v1:0, 2026-10-21, bedrock-2023-05-31",
    "us.anthropic.claude-sonnet-4-20250514-v1:0, 2026-10-21, bedrock-2023-05-31",
    "anthropic.claude-opus-4-6-v1, 2026-10-21, bedrock-2023-05-31",
    "anthropic.claude-opus-4-7, 2026-10-21, 2026-10-21",
    "anthropic.claude-opus-4-7, 2023-06-01, bedrock-2023-05-31",
    "anthropic.claude-opus-4-7, '', bedrock-2023-05-31",
    "global.anthropic.claude-opus-4-10-20261101-v1:0, 2026-10-21, 2026-10-21",
    "us.anthropic.claude-sonnet-5, 2026-10-21, 2026-10-21",
    "us.anthropic.claude-sonnet-5-20260901-v1:0, 2026-10-21, 2026-10-21",
    "anthropic.claude-v2:1, 2026-10-21, bedrock-2023-05-31",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc, 2026-10-21, bedrock-2023-05-31",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5, 2026-10-21, 2026-10-21"
  })
  void namesTheVersionThatCallerAndModelKnow(String model, String asked, String expected)
      throws Exception {
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(
          event(gateway, "/v1/messages", model, "\"anthropic_version\":\"x\"")
              .withHeader("anthropic-version", asked));
      assertThat(requests).containsExactly("{\"anthropic_version\":\"" + expected + "\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/anthropic/v1/messages", "/v1/messages/"})
  void takesBothPathsAndBothKindsOfCredential(String path) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (call, _) -> call.answer(Map.of(), "{}".getBytes(StandardCharsets.UTF_8)));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent bearer =
          LambdaEvent.functionUrl("POST", path)
              .withParameter("beta", "true")
              .withHeader("authorization", "Bearer " + gateway.token())
              .withBody("{\"model\":\"" + MODEL + "\"}");
      assertThat(gateway.call(bearer).prelude().statusCode()).isEqualTo(200);
      LambdaEvent key = event(gateway, path, MODEL, MESSAGES);
      assertThat(gateway.call(key).prelude().statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void endsAStreamThatIsCutAfterAnyFrameWithAnError(int frames) throws Exception {
    byte[] begun = EventStreamFrames.concat(FRAMES.subList(0, frames));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> call.stream().chunk(begun).end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(event(gateway, "\"stream\":true," + MESSAGES));
      List<String> whole = STREAM.lines().toList();
      List<String> told = response.body().lines().toList();
      if (response.prelude().statusCode() != 200) {
        assertThat(frames).isLessThan(3);
        assertThat(response.prelude().statusCode()).isEqualTo(500);
        assertThat(response.body())
            .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"api_error\"");
      } else {
        assertThat(told.subList(0, frames * 3)).isEqualTo(whole.subList(0, frames * 3));
        assertThat(told.get(frames * 3)).isEqualTo("event: error");
        assertThat(told.get(frames * 3 + 1))
            .startsWith("data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":");
        assertThat(told).hasSize(frames * 3 + 3);
      }
      assertThat(gateway.records()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, overloaded_error",
    "serviceUnavailableException, overloaded_error",
    "modelTimeoutException, timeout_error",
    "validationException, invalid_request_error",
    "modelStreamErrorException, api_error",
    "internalServerException, api_error"
  })
  void saysWhyAStreamFailed(String exception, String type) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.stream()
                    .chunk(EventStreamFrames.concat(FRAMES.subList(0, 3)))
                    .chunk(EventStreamFrames.exception(exception, "Too many tokens."))
                    .end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(
              event(gateway, "\"stream\":true," + MESSAGES).withHeader("x-request-id", "r-1"));
      String last = response.writes().getLast();
      assertThat(last)
          .startsWith(
              "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",")
          .endsWith("},\"request_id\":\"r-1\"}\n\n");
      assertThat(gateway.records()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, ThrottlingException, 529, overloaded_error, 'Too many tokens, please wait.'",
    "400, ValidationException, 400, invalid_request_error, 'prompt is too long: 9 > 8 maximum'",
    "424, ModelErrorException, 500, api_error, It broke.",
    "408, ModelTimeoutException, 504, timeout_error, It slept.",
    "404, ResourceNotFoundException, 404, not_found_error, ''",
    "403, AccessDeniedException, 403, permission_error, ''",
    "500, InternalServerException, 500, api_error, ''"
  })
  void answersErrorsByWhichSdksChooseTheirExceptions(
      int status, String exception, int expected, String type, String message) throws Exception {
    String said = message.isEmpty() ? "No." : message;
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.error(status + " No", exception, "{\"message\":\"" + said + "\"}"));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      for (String stream : List.of("true", "false")) {
        CollectedResponse response =
            gateway.call(
                event(gateway, "\"stream\":" + stream + "," + MESSAGES)
                    .withHeader("x-request-id", "r-1"));
        assertThat(response.prelude().statusCode()).isEqualTo(expected);
        assertThat(response.header("request-id")).isEqualTo("r-1");
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.body())
            .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"")
            .contains(message)
            .endsWith("\"},\"request_id\":\"r-1\"}");
      }
    }
  }

  @Test
  void refusesInTheWordsOfAnthropic() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_MODELS", MODEL))) {
      LambdaEvent unknown =
          LambdaEvent.functionUrl("POST", "/v1/messages").withBody("{\"model\":\"a\"}");
      checkError(gateway.call(unknown), 401, "authentication_error");
      checkError(
          gateway.call(event(gateway, "/v1/messages", "anthropic.claude-3", MESSAGES)),
          403,
          "permission_error");
      for (String body :
          List.of(
              "{",
              "{}",
              "{\"model\":1}",
              "{\"model\":\"a/b\"}",
              "{\"model\":\"a\",\"stream\":1}")) {
        LambdaEvent invalid =
            LambdaEvent.functionUrl("POST", "/v1/messages")
                .withHeader("x-api-key", gateway.token())
                .withBody(body);
        checkError(gateway.call(invalid), 400, "invalid_request_error");
      }
      assertThat(bedrock.requests()).isZero();
    }
  }

  @Test
  void refusesACustomerThatMayDoNoMore() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut())) {
      try (TestGateway gateway = TestGateway.before(bedrock.uri())) {
        gateway.limitTo(0);
        CollectedResponse limited = gateway.call(event(gateway, MESSAGES));
        checkError(limited, 429, "rate_limit_error");
        assertThat(Integer.parseInt(limited.header("retry-after"))).isPositive();
      }
      try (TestGateway gateway = TestGateway.before(bedrock.uri())) {
        gateway.putCustomer(Map.of("status", text("suspended")));
        checkError(gateway.call(event(gateway, MESSAGES)), 403, "permission_error");
      }
      assertThat(bedrock.requests()).isZero();
    }
  }

  @Test
  void closesWhatIsOpenWhenTheAnswerIsStopped() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              var stream = call.stream().chunk(EventStreamFrames.concat(FRAMES.subList(0, 3)));
              over.await();
              stream.chunk(EventStreamFrames.concat(FRAMES.subList(3, 7))).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = new CollectedResponse();
      LambdaEvent event =
          event(gateway, "\"stream\":true," + MESSAGES).withHeader("x-request-id", "s-1");
      CompletableFuture<Void> answering =
          CompletableFuture.runAsync(() -> call(gateway, event, response));
      await(response, "Deep");
      LambdaEvent stop =
          LambdaEvent.functionUrl("DELETE", "/requests/s-1")
              .withHeader("x-api-key", gateway.token());
      assertThat(gateway.call(stop).prelude().statusCode()).isEqualTo(202);
      await(response, "message_stop");
      over.countDown();
      answering.get(20, TimeUnit.SECONDS);
      String begun =
          String.join("", EVENTS.subList(0, 3).stream().map(AnthropicMessagesTest::sse).toList());
      assertThat(response.body())
          .isEqualTo(
              begun
                  + sse("{\"type\":\"content_block_stop\",\"index\":0}")
                  + sse(
                      "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                          + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":0}}")
                  + sse("{\"type\":\"message_stop\"}"));
      assertThat(record(gateway))
          .containsEntry("outcome", text("stopped"))
          .containsEntry("output_tokens", number(34));
    }
  }

  static IntStream cuts() {
    return IntStream.range(0, FRAMES.size());
  }

  private static void checkError(CollectedResponse response, int status, String type) {
    assertThat(response.prelude().statusCode()).isEqualTo(status);
    assertThat(response.header("request-id")).isNotEmpty();
    assertThat(response.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"")
        .contains("\"request_id\":\"" + response.header("request-id") + "\"");
  }

  private static void call(TestGateway gateway, LambdaEvent event, CollectedResponse response) {
    try {
      gateway.call(event, response);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(CollectedResponse response, String part) throws InterruptedException {
    while (!response.body().contains(part)) {
      Thread.sleep(5);
    }
  }

  private static Map<String, AttributeValue> record(TestGateway gateway) {
    assertThat(gateway.records()).hasSize(1);
    return gateway.records().getFirst();
  }

  private static LambdaEvent event(TestGateway gateway, String members) {
    return event(gateway, "/v1/messages", MODEL, members);
  }

  private static LambdaEvent event(TestGateway gateway, String path, String model, String members) {
    return LambdaEvent.functionUrl("POST", path)
        .withHeader("x-api-key", gateway.token())
        .withBody("{\"model\":\"" + model + "\"," + members + "}");
  }

  private static String sse(String event) {
    String type = event.substring(9, event.indexOf('"', 9));
    return "event: " + type + "\ndata: " + event + "\n\n";
  }

  private static List<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    EVENTS.forEach(event -> frames.add(EventStreamFrames.chunk(event)));
    frames.add(EventStreamFrames.chunk(LAST));
    return List.copyOf(frames);
  }
}
