package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiGatewayErrorsTest {
  private static final String HEADER = "/ResponseParameters/gatewayresponse.header.";

  @ParameterizedTest
  @CsvSource({
    "DEFAULT_4XX, 400, INVALID_REQUEST",
    "DEFAULT_5XX, 500, INTERNAL",
    "INTEGRATION_FAILURE, 503, UNAVAILABLE",
    "INTEGRATION_TIMEOUT, 504, TIMEOUT",
    "INVALID_SIGNATURE, 404, NOT_FOUND",
    "MISSING_AUTHENTICATION_TOKEN, 404, NOT_FOUND",
    "REQUEST_TOO_LARGE, 413, REQUEST_TOO_LARGE",
    "THROTTLED, 429, RATE_LIMITED",
    "UNSUPPORTED_MEDIA_TYPE, 415, UNSUPPORTED_MEDIA_TYPE",
    "WAF_FILTERED, 403, FORBIDDEN",
  })
  void hasTheFieldsTheCodeAndTheStatusOfTheFunctionsErrors(
      String type, int status, ErrorCode expected) throws Exception {
    JsonNode body = new ObjectMapper().readTree(body(error(type)));
    assertThat(body.path("code").textValue()).isEqualTo(expected.wireName());
    assertThat(body.path("error").textValue()).endsWith(".");
    assertThat(body.path("requestId").textValue()).isEqualTo("$context.requestId");
    assertThat(body).hasSize(3);
    assertThat(status).isEqualTo(expected.status());
    assertThat(error(type).text("/StatusCode")).isIn("", Integer.toString(status));
  }

  @Test
  void thereAreNoOthers() {
    assertThat(errors(SampleProps.LEAST)).hasSize(10);
  }

  @Test
  void neverRepeatsWhatApiGatewaySays() {
    assertThat(errors(SampleProps.LEAST))
        .allSatisfy(error -> assertThat(body(error)).doesNotContain("$context.error"));
  }

  @Test
  void anUnknownRouteIsNotFoundWhateverTheTokenLooksLike() {
    assertThat(List.of("MISSING_AUTHENTICATION_TOKEN", "INVALID_SIGNATURE"))
        .allSatisfy(type -> assertThat(error(type).text("/StatusCode")).isEqualTo("404"));
  }

  @Test
  void everyErrorHasARequestIdAndOnlyThrottlingATimeToComeBack() {
    assertThat(errors(SampleProps.LEAST))
        .allSatisfy(error -> {
          var throttled = error.text("/ResponseType").equals("THROTTLED");
          assertThat(error.text(HEADER + "x-request-id")).isEqualTo("context.requestId");
          assertThat(error.text(HEADER + "retry-after")).isEqualTo(throttled ? "'1'" : "");
        });
  }

  @Test
  void aPageOfTheOnlyOriginMayReadIt() {
    assertThat(errors(SampleProps.ONE_ORIGIN))
        .allSatisfy(error -> {
          assertThat(error.text(HEADER + "Access-Control-Allow-Origin"))
              .isEqualTo("'https://app.example.com'");
          assertThat(error.text(HEADER + "Access-Control-Expose-Headers"))
              .isEqualTo("'retry-after,x-request-id'");
        });
  }

  @Test
  void ofSeveralOriginsAnyMayReadItBecauseApiGatewayCannotChoose() {
    var template =
        SampleProps.of(
            SampleProps.least().toBuilder()
                .allowedOrigins("https://a.example.com", "https://b.example.com")
                .build());
    assertThat(errors(template))
        .allSatisfy(error ->
            assertThat(error.text(HEADER + "Access-Control-Allow-Origin")).isEqualTo("'*'"));
  }

  @Test
  void withoutAnOriginNoPageMayReadIt() {
    assertThat(errors(SampleProps.LEAST))
        .allSatisfy(
            error -> assertThat(error.text(HEADER + "Access-Control-Allow-Origin")).isEmpty());
  }

  private static String body(Resource error) {
    return error.text("/ResponseTemplates/application~1json");
  }

  private static Resource error(String type) {
    return errors(SampleProps.LEAST).stream()
        .filter(error -> error.text("/ResponseType").equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static List<Resource> errors(Template template) {
    return template.all("AWS::ApiGateway::GatewayResponse");
  }
}
