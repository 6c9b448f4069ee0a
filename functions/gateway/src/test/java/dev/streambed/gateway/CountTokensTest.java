package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Counting the tokens of a prompt, which asks no model, in Anthropic's API and in Bedrock's.
@Timeout(60)
class CountTokensTest {

  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
  private static final byte[] SEVEN = "{\"inputTokens\":7}".getBytes(StandardCharsets.UTF_8);

  @Test
  void countsForClaudeWhatInvokeModelWouldGet() throws Exception {
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(call.path());
              requests.add(invokeBody(call.request()));
              call.answer(Map.of(), SEVEN);
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.putCustomer(noRequests());
      CollectedResponse response =
          gateway.call(
              event(gateway, CLAUDE, HI)
                  .withHeader("anthropic-beta", "b-1")
                  .withHeader("x-request-id", "r-1"));
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{\"input_tokens\":7}");
      assertThat(response.header("request-id")).isEqualTo("r-1");
      assertThat(requests)
          .containsExactly(
              "/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens",
              "{\"anthropic_version\":\"bedrock-2023-05-31\",\"anthropic_beta\":[\"b-1\"],"
                  + "\"max_tokens\":1,"
                  + HI
                  + "}");
      assertThat(gateway.records()).isEmpty();
      assertThat(gateway.admitted()).isZero();
      assertThat(gateway.running()).isEmpty();
      assertThat(gateway.lines()).isEmpty();
    }
  }

  @Test
  void countsForOtherModelsWhatConverseWouldGet() throws Exception {
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(Map.of(), SEVEN);
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response =
          gateway.call(
              event(
                  gateway,
                  NOVA,
                  "\"system\":\"S\",\"tools\":[{\"name\":\"t\"}],\"top_k\":2," + HI));
      assertThat(response.body()).isEqualTo("{\"input_tokens\":7}");
      assertThat(requests)
          .containsExactly(
              "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\",\"content\":"
                  + "[{\"text\":\"Hi\"}]}],\"system\":[{\"text\":\"S\"}],\"toolConfig\":"
                  + "{\"tools\":[{\"toolSpec\":{\"name\":\"t\",\"inputSchema\":{\"json\":{}}}}]},"
                  + "\"additionalModelRequestFields\":{\"inferenceConfig\":{\"topK\":2}}}}}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "amazon.nova-lite-v1:0, amazon.nova-lite-v1%3A0",
    "global.amazon.nova-2-lite-v1:0, amazon.nova-2-lite-v1%3A0",
    "apac.amazon.nova-lite-v1:0, amazon.nova-lite-v1%3A0",
    "us-gov.anthropic.claude-3-haiku, anthropic.claude-3-haiku",
    "zai.glm-4.7, zai.glm-4.7",
    "arn:aws:bedrock:us-east-1:1:inference-profile/us.amazon.nova-lite-v1:0, amazon.nova-lite-v1%3A0",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/a1,"
        + " arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Aapplication-inference-profile%2Fa1"
  })
  void asksForTheModelBehindAProfile(String model, String asked) throws Exception {
    List<String> paths = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              paths.add(call.path());
              call.answer(Map.of(), SEVEN);
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.call(event(gateway, model, HI));
      assertThat(paths).containsExactly("/model/" + asked + "/count-tokens");
    }
  }

  @Test
  void passesBedrocksOwnOperationThrough() throws Exception {
    List<String> requests = new ArrayList<>();
    String body = "{\"input\": {\"converse\": {\"messages\": []}}}";
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(Map.of("x-amzn-requestid", "b-1"), SEVEN);
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse response = gateway.call(bedrock(gateway, body));
      assertThat(response.bytes()).isEqualTo(SEVEN);
      assertThat(response.header("x-amzn-requestid")).isEqualTo("b-1");
      assertThat(requests).containsExactly(body);
      assertThat(gateway.records()).isEmpty();
      assertThat(gateway.admitted()).isZero();
    }
  }

  @Test
  void hasALimitOfItsOwn() throws Exception {
    TestGateway.awaitTimeInTheMinute();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> call.answer(Map.of(), SEVEN));
        TestGateway gateway =
            TestGateway.before(bedrock.uri(), Map.of("STREAMBED_TOKEN_COUNTS_PER_MINUTE", "1"))) {
      assertThat(gateway.call(event(gateway, CLAUDE, HI)).prelude().statusCode()).isEqualTo(200);
      CollectedResponse refused = gateway.call(event(gateway, CLAUDE, HI));
      assertThat(refused.prelude().statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("\"rate_limit_error\"", "counts of tokens per minute");
      assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
      CollectedResponse also = gateway.call(bedrock(gateway, "{}"));
      assertThat(also.header("x-amzn-errortype")).isEqualTo("ThrottlingException");
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void countsForAllowedModelsOnly() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut())) {
      try (TestGateway gateway =
          TestGateway.before(bedrock.uri(), Map.of("STREAMBED_MODELS", CLAUDE))) {
        CollectedResponse refused = gateway.call(event(gateway, NOVA, HI));
        assertThat(refused.prelude().statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"permission_error\"", "is not deployed here");
      }
      try (TestGateway gateway = TestGateway.before(bedrock.uri())) {
        gateway.putCustomer(
            Map.of("status", text("active"), "models", AttributeValue.fromSs(List.of(CLAUDE))));
        CollectedResponse refused = gateway.call(event(gateway, NOVA, HI));
        assertThat(refused.prelude().statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("is not on the list of models of this customer");
      }
      assertThat(bedrock.requests()).isZero();
    }
  }

  @Test
  void repeatsWhatBedrockSaysOfAModelThatDoesNotCount() throws Exception {
    String sentence = "The provided model doesn't support counting tokens.";
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.error(
                    "400 Bad Request",
                    "ValidationException",
                    "{\"message\":\"" + sentence + "\"}"));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      CollectedResponse refused = gateway.call(event(gateway, NOVA, HI));
      assertThat(refused.prelude().statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("\"invalid_request_error\"", sentence);
      assertThat(gateway.records()).isEmpty();
      assertThat(gateway.lines())
          .singleElement()
          .asString()
          .contains("\"customer_id\":\"" + gateway.customer() + "\"", "\"invalid_request\"");
    }
  }

  private static Map<String, AttributeValue> noRequests() {
    return Map.of(
        "status",
        text("active"),
        "limits",
        AttributeValue.fromM(Map.of("requestsPerDay", number(0))));
  }

  private static String invokeBody(byte[] request) {
    JsonObject input = ((JsonObject) Json.read(request)).objectOrEmpty("input");
    String base64 = input.objectOrEmpty("invokeModel").text("body").orElseThrow();
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static LambdaEvent event(TestGateway gateway, String model, String members) {
    return LambdaEvent.functionUrl("POST", "/v1/messages/count_tokens")
        .withHeader("x-api-key", gateway.token())
        .withBody("{\"model\":\"" + model + "\"," + members + "}");
  }

  private static LambdaEvent bedrock(TestGateway gateway, String body) {
    return LambdaEvent.functionUrl("POST", "/model/" + NOVA + "/count-tokens")
        .withHeader("authorization", "Bearer " + gateway.token())
        .withBody(body);
  }
}
