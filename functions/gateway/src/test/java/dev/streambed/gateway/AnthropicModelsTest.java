package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which models there are, in Anthropic's API and in Bedrock's.
@Timeout(60)
class AnthropicModelsTest {

  private static final String HAIKU = "global.anthropic.claude-haiku-4-5-20251001-v1:0";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String PROFILE =
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc1";

  private static final String HAIKU_JSON =
      "{\"type\":\"model\",\"id\":\""
          + HAIKU
          + "\",\"display_name\":\"Claude Haiku 4.5 (global)\","
          + "\"created_at\":\"2025-10-01T00:00:00Z\"}";

  @AutoClose
  private final TestGateway gateway =
      TestGateway.before(
          URI.create("http://127.0.0.1:1"),
          Map.of("STREAMBED_MODELS", String.join(",", HAIKU, NOVA, PROFILE)));

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/anthropic/v1/models"})
  void listsWhatTheKeyMayUse(String path) throws Exception {
    CollectedResponse response = gateway.call(get(path).withHeader("x-request-id", "r-1"));
    assertThat(response.prelude().statusCode()).isEqualTo(200);
    assertThat(response.header("request-id")).isEqualTo("r-1");
    assertThat(response.body())
        .isEqualTo(
            "{\"data\":["
                + HAIKU_JSON
                + ",{\"type\":\"model\",\"id\":\""
                + NOVA
                + "\",\"display_name\":\"Nova Lite\",\"created_at\":\"1970-01-01T00:00:00Z\"},"
                + "{\"type\":\"model\",\"id\":\""
                + PROFILE
                + "\",\"display_name\":\"Application Inference Profile abc1\","
                + "\"created_at\":\"1970-01-01T00:00:00Z\"}],"
                + "\"has_more\":false,\"first_id\":\""
                + HAIKU
                + "\",\"last_id\":\""
                + PROFILE
                + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/global.anthropic.claude-haiku-4-5-20251001-v1:0",
        "/v1/models/global.anthropic.claude-haiku-4-5-20251001-v1%3A0",
        "/anthropic/v1/models/global.anthropic.claude-haiku-4-5-20251001-v1%3A0"
      })
  void describesOneModel(String path) throws Exception {
    assertThat(gateway.call(get(path)).body()).isEqualTo(HAIKU_JSON);
  }

  @Test
  void refusesInTheWordsOfAnthropic() throws Exception {
    CollectedResponse unknown = gateway.call(get("/v1/models/claude-9"));
    assertThat(unknown.prelude().statusCode()).isEqualTo(404);
    assertThat(unknown.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\"");
    CollectedResponse stranger =
        gateway.call(
            LambdaEvent.functionUrl("GET", "/v1/models")
                .withHeader("anthropic-version", "2023-06-01"));
    assertThat(stranger.prelude().statusCode()).isEqualTo(401);
    assertThat(stranger.body()).contains("authentication_error");
  }

  @ParameterizedTest
  @CsvSource({"GET, /v1/modelsX", "GET, /anthropic/v1/modelsX", "GET, /anthropic/health"})
  void knowsNoOtherPaths(String method, String path) throws Exception {
    LambdaEvent event =
        LambdaEvent.functionUrl(method, path)
            .withHeader("x-api-key", gateway.token())
            .withHeader("anthropic-version", "2023-06-01");
    assertThat(gateway.call(event).prelude().statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void answersProbesOfTheBaseAddress(String method) throws Exception {
    for (LambdaEvent event :
        new LambdaEvent[] {LambdaEvent.functionUrl(method, "/"), LambdaEvent.rest(method, "/")}) {
      CollectedResponse response = gateway.call(event);
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.header("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void listsInferenceProfilesAsBedrockDoes() throws Exception {
    LambdaEvent event =
        get("/inference-profiles")
            .withParameter("type", "SYSTEM_DEFINED")
            .withHeader("x-request-id", "r-1");
    CollectedResponse response = gateway.call(event);
    assertThat(response.header("x-amzn-requestid")).isEqualTo("r-1");
    assertThat(response.body())
        .isEqualTo(
            "{\"inferenceProfileSummaries\":[{\"inferenceProfileId\":\""
                + HAIKU
                + "\",\"inferenceProfileArn\":\"arn:aws:bedrock:us-east-1::inference-profile/"
                + HAIKU
                + "\",\"inferenceProfileName\":\"Claude Haiku 4.5 (global)\","
                + "\"status\":\"ACTIVE\",\"type\":\"SYSTEM_DEFINED\",\"models\":["
                + "{\"modelArn\":\"arn:aws:bedrock:us-east-1::foundation-model/"
                + "anthropic.claude-haiku-4-5-20251001-v1:0\"}]}]}");
    assertThat(gateway.call(get("/inference-profiles").withParameter("type", "APPLICATION")).body())
        .contains("\"inferenceProfileArn\":\"" + PROFILE + "\"")
        .doesNotContain(HAIKU);
    CollectedResponse stranger =
        gateway.call(LambdaEvent.functionUrl("GET", "/inference-profiles"));
    assertThat(stranger.prelude().statusCode()).isEqualTo(403);
    assertThat(stranger.header("x-amzn-errortype")).isEqualTo("AccessDeniedException");
  }

  private LambdaEvent get(String path) {
    return LambdaEvent.functionUrl("GET", path)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withHeader("anthropic-version", "2023-06-01");
  }
}
