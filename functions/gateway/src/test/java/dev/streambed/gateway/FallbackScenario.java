package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A gateway with an alias, and a Bedrock that fails the alias's first model, for tests of what is
/// asked then.
abstract class FallbackScenario {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String FIRST = TestGateway.MODEL;
  static final String SECOND = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String CHEAP = "anthropic.claude-3-5-haiku-20241022-v1:0";
  static final String NOVA = "amazon.nova-micro-v1:0";
  static final String NOVA_PRO = "amazon.nova-pro-v1:0";
  static final String TITAN = "amazon.titan-embed-text-v2:0";

  static final String QUESTION =
      "\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"How deep is it?\"}]}";
  static final String CONVERSE_QUESTION =
      "{\"inferenceConfig\":{\"maxTokens\":50},"
          + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"How deep is it?\"}]}]}";
  static final String CONVERSE_USAGE =
      "\"usage\":{\"inputTokens\":12,\"outputTokens\":34,\"totalTokens\":46}";
  static final String CLAUDE_USAGE = "\"usage\":{\"input_tokens\":12,\"output_tokens\":34}";

  static final String DEEP_IN_BASE64 =
      Base64.getEncoder().encodeToString("{\"type\":\"content_b".getBytes(StandardCharsets.UTF_8));

  /// What was asked of Bedrock: the Region and the model.
  final List<String> asked = new CopyOnWriteArrayList<>();

  final CountDownLatch over = new CountDownLatch(1);

  static TestGateway gateway(ScriptedBedrock bedrock, String alias, int seconds) {
    return TestGateway.before(
        bedrock.uri(),
        Map.of(
            Settings.MODEL_ALIASES,
            alias,
            Settings.FALLBACK_AFTER_SECONDS,
            Integer.toString(seconds)));
  }

  static void putBudget(TestGateway gateway, String dollars) {
    Map<String, AttributeValue> limits = Map.of("usdPerMonth", AttributeValue.fromN(dollars));
    gateway.putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
  }

  static int status(TestGateway gateway, long maximum) throws IOException {
    String question = QUESTION.replace("\"max_tokens\":50", "\"max_tokens\":" + maximum);
    return call(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + question)
        .prelude()
        .statusCode();
  }

  static LambdaEvent event(TestGateway gateway, String path, String body) {
    return LambdaEvent.functionUrl("POST", path)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withBody(body);
  }

  static CollectedResponse call(TestGateway gateway, String path, String body) throws IOException {
    return gateway.call(event(gateway, path, body));
  }

  static void quietly(TestGateway gateway, LambdaEvent event, CollectedResponse response) {
    try {
      gateway.call(event, response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Notes what is asked, and returns the model.
  String ask(ScriptedBedrockCall call) {
    String path = URLDecoder.decode(call.path(), StandardCharsets.UTF_8);
    String model = path.substring("/model/".length(), path.lastIndexOf('/'));
    asked.add(call.region() + " " + model);
    return model;
  }

  void throttleFirst(ScriptedBedrockCall call) throws IOException {
    failFirst(call, "429 No", "ThrottlingException");
  }

  void failFirst(ScriptedBedrockCall call, String status, String name) throws IOException {
    if (ask(call).equals(FIRST)) {
      call.error(status, name, "{\"message\":\"No.\"}");
    } else {
      answer(call);
    }
  }

  void silenceFirst(ScriptedBedrockCall call) throws IOException, InterruptedException {
    if (ask(call).equals(FIRST)) {
      call.stream(Map.of("x-amzn-requestid", "first"))
          .chunk(EventStreamFrames.chunk("{\"type\":\"message_start\",\"message\":{}}"));
      over.await();
      call.chunk(EventStreamFrames.claudeChunk("never")).end();
    } else {
      answer(call);
    }
  }

  static void answer(ScriptedBedrockCall call) throws IOException {
    if (call.path().endsWith("/invoke-with-response-stream")) {
      call.stream().chunk(EventStreamFrames.claude("Deep.")).end();
    } else if (call.path().endsWith("/converse-stream")) {
      call.stream()
          .chunk(EventStreamFrames.event("messageStart", "{\"role\":\"assistant\"}"))
          .chunk(
              EventStreamFrames.event(
                  "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Deep.\"}}"))
          .chunk(EventStreamFrames.event("messageStop", "{\"stopReason\":\"end_turn\"}"))
          .chunk(EventStreamFrames.event("metadata", "{" + CONVERSE_USAGE + "}"))
          .end();
    } else {
      String content =
          call.path().endsWith("/converse")
              ? "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Deep.\"}]}},"
                  + "\"stopReason\":\"end_turn\","
                  + CONVERSE_USAGE
                  + "}"
              : "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Deep.\"}],"
                  + "\"stop_reason\":\"end_turn\","
                  + CLAUDE_USAGE
                  + "}";
      call.answer(Map.of(), content.getBytes(StandardCharsets.UTF_8));
    }
  }

  static Map<String, AttributeValue> only(TestGateway gateway) {
    assertThat(gateway.records()).hasSize(1);
    return gateway.records().getFirst();
  }

  static List<Map<String, AttributeValue>> attempts(Map<String, AttributeValue> record) {
    return record.getOrDefault("attempts", AttributeValue.fromL(List.of())).l().stream()
        .map(AttributeValue::m)
        .toList();
  }

  static long count(Map<String, AttributeValue> attempt) {
    return amount(attempt, "token_count");
  }

  static long cost(Map<String, AttributeValue> attempt) {
    return amount(attempt, "cost_nano_usd");
  }

  static long amount(Map<String, AttributeValue> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, number(0)).n());
  }

  static CollectedResponse call(TestGateway gateway, LambdaEvent event) throws IOException {
    return gateway.call(event.withHeader("authorization", "Bearer " + gateway.token()));
  }
}
