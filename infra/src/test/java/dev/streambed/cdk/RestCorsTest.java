package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RestCorsTest {
  private static final String HEADER = "method.response.header.Access-Control-";

  @Test
  void everyRouteHasAPreflightThatNeedsNoFunction() {
    assertThat(preflights(SampleProps.ONE_ORIGIN).keySet())
        .containsExactlyInAnyOrder(
            "OPTIONS /bedrock",
            "OPTIONS /bedrock/stream",
            "OPTIONS /requests/{requestId}",
            "OPTIONS /models",
            "OPTIONS /usage",
            "OPTIONS /keys",
            "OPTIONS /tokens",
            "OPTIONS /model/{proxy+}",
            "OPTIONS /v1/{proxy+}",
            "OPTIONS /openai/{proxy+}",
            "OPTIONS /anthropic/{proxy+}",
            "OPTIONS /",
            "OPTIONS /inference-profiles",
            "OPTIONS /ui/chat",
            "OPTIONS /health");
    assertThat(preflights(SampleProps.ONE_ORIGIN).values())
        .allSatisfy(method -> {
          assertThat(method.text("/Integration/Type")).isEqualTo("MOCK");
          assertThat(method.text("/AuthorizationType")).isEqualTo("NONE");
          assertThat(method.text("/Integration/IntegrationResponses/0/StatusCode"))
              .isEqualTo("204");
        });
  }

  @Test
  void aPreflightNamesTheOriginTheHeadersAndItsOwnRoutesMethods() {
    assertThat(preflights(SampleProps.ONE_ORIGIN).values())
        .allSatisfy(method -> {
          assertThat(header(method, "Allow-Origin")).isEqualTo("'https://app.example.com'");
          assertThat(header(method, "Allow-Headers"))
              .isEqualTo("'" + String.join(",", CorsPolicy.REQUEST_HEADERS) + "'");
          assertThat(header(method, "Max-Age")).isEqualTo("'7200'");
        });
    assertThat(
            header(RestPaths.of(SampleProps.ONE_ORIGIN).method("OPTIONS /health"), "Allow-Methods"))
        .isEqualTo("'GET,OPTIONS'");
    assertThat(
            header(
                RestPaths.of(SampleProps.ONE_ORIGIN).method("OPTIONS /bedrock"), "Allow-Methods"))
        .isEqualTo("'POST,OPTIONS'");
    assertThat(
            header(
                RestPaths.of(SampleProps.ONE_ORIGIN).method("OPTIONS /requests/{requestId}"),
                "Allow-Methods"))
        .isEqualTo("'DELETE,OPTIONS'");
  }

  @Test
  void theFunctionLearnsTheOriginsForItsOwnAnswers() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .allowedOrigins("https://a.example.com", "https://b.example.com")
                .build());
    assertThat(origins(template)).isEqualTo("https://a.example.com,https://b.example.com");
    assertThat(header(RestPaths.of(template).method("OPTIONS /health"), "Allow-Origin"))
        .isEqualTo("'https://a.example.com'");
    assertThat(
            RestPaths.of(template)
                .method("OPTIONS /health")
                .text("/Integration/IntegrationResponses/0/ResponseTemplates/application~1json"))
        .contains("https://b.example.com");
  }

  @Test
  void withoutAnOriginThereIsNoPreflight() {
    assertThat(preflights(SampleProps.LEAST)).isEmpty();
    assertThat(origins(SampleProps.LEAST)).isEmpty();
  }

  @Test
  void aFunctionWithoutARestApiIsNotToldOfOrigins() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .allowedOrigins(SampleProps.ORIGIN)
                .frontDoors(FrontDoor.FUNCTION_URL)
                .build());
    assertThat(origins(template)).isEmpty();
  }

  private static String origins(Template template) {
    return template
        .only("AWS::Lambda::Function")
        .text("/Environment/Variables/STREAMBED_CORS_ORIGINS");
  }

  private static String header(Resource method, String name) {
    return method.text("/Integration/IntegrationResponses/0/ResponseParameters/" + HEADER + name);
  }

  private static Map<String, Resource> preflights(Template template) {
    return RestPaths.of(template).methods("MOCK");
  }
}
