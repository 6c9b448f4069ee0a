package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
                    .hasSize(17)
                    .contains("retry-after", "x-request-id", "x-ratelimit-remaining-usd-month"))
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
        .containsEntry(
            "access-control-allow-headers",
            "authorization,content-encoding,content-type,x-api-key,x-request-id,x-streambed-tags");
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
