package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPolicyTest {

  private static final String PAGE = "https://app.example.com";

  @Test
  void letsAConfiguredPageReadAnswersOfTheRestApi() {
    assertThat(headers(Set.of(PAGE), rest("POST").withHeader("Origin", PAGE)))
        .containsEntry("access-control-allow-origin", PAGE)
        .hasEntrySatisfying(
            "access-control-expose-headers",
            names ->
                assertThat(names.split(",", -1))
                    .hasSize(32)
                    .contains(
                        "retry-after",
                        "x-request-id",
                        "x-streambed-model",
                        "x-ratelimit-remaining-usd-month",
                        // What SDKs decide by.
                        "anthropic-ratelimit-tokens-reset",
                        "request-id",
                        "x-amzn-errortype",
                        "x-should-retry"))
        .containsEntry("vary", "origin");
  }

  @Test
  void letsNoOtherPageButTellsCaches() {
    assertThat(headers(Set.of(PAGE), rest("POST").withHeader("origin", "https://evil.example")))
        .isEqualTo(Map.of("vary", "origin"));
    assertThat(headers(Set.of(PAGE), rest("POST"))).isEqualTo(Map.of("vary", "origin"));
  }

  @Test
  void letsEveryPageWithoutNamingIt() {
    assertThat(headers(Set.of("*"), rest("POST").withHeader("origin", PAGE)))
        .containsEntry("access-control-allow-origin", "*")
        .doesNotContainKey("vary");
  }

  @Test
  void saysNothingWithoutConfiguration() {
    assertThat(headers(Set.of(), rest("POST").withHeader("origin", PAGE))).isEmpty();
  }

  @Test
  void answersPreflightsThatReachTheFunction() {
    assertThat(headers(Set.of(PAGE), rest("OPTIONS").withHeader("origin", PAGE)))
        .containsEntry("access-control-allow-methods", "DELETE,GET,POST,OPTIONS")
        .hasEntrySatisfying(
            "access-control-allow-headers",
            names ->
                assertThat(names.split(",", -1))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .contains("authorization", "content-type", "x-api-key", "x-streambed-tags"));
  }

  /// As the SDKs of npm send them from a page, but for those that every page may send.
  @ParameterizedTest
  @ValueSource(
      strings = {
        // openai 6
        "authorization content-type openai-organization openai-project user-agent"
            + " x-stainless-arch x-stainless-helper-method x-stainless-lang x-stainless-os"
            + " x-stainless-package-version x-stainless-retry-count x-stainless-runtime"
            + " x-stainless-runtime-version x-stainless-timeout",
        // @anthropic-ai/sdk
        "anthropic-beta anthropic-dangerous-direct-browser-access anthropic-version authorization"
            + " content-type user-agent x-api-key x-stainless-arch x-stainless-helper"
            + " x-stainless-helper-method x-stainless-lang x-stainless-os"
            + " x-stainless-package-version x-stainless-retry-count x-stainless-runtime"
            + " x-stainless-runtime-version x-stainless-timeout",
        // @aws-sdk/client-bedrock-runtime with a Bearer key
        "amz-sdk-invocation-id amz-sdk-request authorization content-type x-amz-user-agent"
            + " x-amzn-bedrock-accept x-amzn-bedrock-guardrailidentifier"
            + " x-amzn-bedrock-guardrailversion x-amzn-bedrock-performanceconfig-latency"
            + " x-amzn-bedrock-service-tier x-amzn-bedrock-trace",
        // ai
        "authorization content-type user-agent"
      })
  void letsPagesSendWhatTheirSdkSends(String names) {
    assertThat(CorsPolicy.REQUEST_HEADERS.split(",")).contains(names.split(" "));
  }

  @Test
  void leavesAFunctionUrlToItsOwnConfiguration() {
    LambdaEvent lambdaEvent = LambdaEvent.functionUrl("POST", "/").withHeader("origin", PAGE);
    assertThat(new CorsPolicy(Set.of("*")).headersFor(new FunctionUrlEvent(read(lambdaEvent))))
        .isEmpty();
  }

  private static LambdaEvent rest(String method) {
    return LambdaEvent.rest(method, "/bedrock");
  }

  private static Map<String, String> headers(Set<String> origins, LambdaEvent lambdaEvent) {
    return new CorsPolicy(origins).headersFor(new RestApiEvent(read(lambdaEvent)));
  }

  private static JsonObject read(LambdaEvent lambdaEvent) {
    return (JsonObject) Json.read(lambdaEvent.bytes());
  }
}
