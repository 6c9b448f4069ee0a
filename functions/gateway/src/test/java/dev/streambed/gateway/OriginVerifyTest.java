package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A Function URL that answers only what CloudFront passes on.
@SuppressWarnings("NullAway.Init") // opened before all tests
class OriginVerifyTest {

  private static final String HEADER = "x-origin-verify";
  private static final String SECRET = "the-first-secret-0123456789";
  private static final String ALTERNATE = "the-other-secret-0123456789";
  private static final String REFUSED = "This address is not for callers.";

  private static ScriptedBedrock bedrock;
  private static TestGateway gateway;

  @BeforeAll
  static void open() throws IOException {
    byte[] stream = EventStreamFrames.claude("a", "b");
    bedrock = ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
    gateway =
        TestGateway.before(
            bedrock.uri(),
            Map.of(Settings.ORIGIN_SECRET, SECRET, Settings.ALTERNATE_ORIGIN_SECRET, ALTERNATE));
  }

  @AfterAll
  static void close() throws IOException {
    gateway.close();
    bedrock.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, ALTERNATE})
  void answersWhatHasEitherSecret(String secret) throws Exception {
    CollectedResponse response = gateway.call(gateway.stream().withHeader(HEADER, secret));
    assertThat(response.prelude().statusCode()).isEqualTo(200);
    assertThat(response.body()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void refusesAValidKeyWithoutASecret() throws Exception {
    assertRefused(gateway.call(gateway.stream()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "another-secret-0123456789",
        "the-first-secret-012345678",
        SECRET + "0",
        SECRET + "," + ALTERNATE
      })
  void refusesOtherValues(String value) throws Exception {
    assertRefused(gateway.call(gateway.stream().withHeader(HEADER, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /health              | {\"error\":\"This address",
        "GET    | /usage               | {\"error\":\"This address",
        "DELETE | /requests/one        | {\"error\":\"This address",
        "POST   | /bedrock             | {\"error\":\"This address",
        "POST   | /nowhere             | {\"error\":\"This address",
        "POST   | /v1/chat/completions | {\"error\":{\"message\":\"This address",
        "GET    | /v1/files            | {\"error\":{\"message\":\"This address",
        "POST   | /v1/messages         | {\"type\":\"error\",\"error\":{\"type\":\"permission_error\"",
        "POST   | /model/a.b/converse  | {\"message\":\"This address",
      })
  void refusesInTheApiOfThePath(String method, String path, String start) throws Exception {
    // Its body is damaged, which nobody finds out.
    CollectedResponse response =
        gateway.call(
            LambdaEvent.functionUrl(method, path)
                .withHeader("content-encoding", "gzip")
                .withBody("no gzip"));
    assertThat(response.prelude().statusCode()).isEqualTo(403);
    assertThat(response.body()).startsWith(start).contains(REFUSED);
  }

  @Test
  void saysNothingOfASuspendedAccountInOpenAisWords() throws Exception {
    assertThat(gateway.call(LambdaEvent.functionUrl("POST", "/v1/chat/completions")).body())
        .contains("\"code\":\"origin_not_verified\"");
  }

  @Test
  void leavesTheRestApiAlone() throws Exception {
    assertThat(gateway.call(LambdaEvent.rest("GET", "/health")).prelude().statusCode())
        .isEqualTo(200);
  }

  @Test
  void writesNothingOfThoseItRefuses() throws Exception {
    int before = gateway.lines().size();
    assertRefused(gateway.call(gateway.stream()));
    assertRefused(gateway.call(LambdaEvent.functionUrl("GET", "/usage")));
    assertThat(gateway.lines()).hasSize(before);
  }

  @Test
  void writesNoSecretIntoTheLog() throws Exception {
    gateway.call(gateway.stream().withHeader(HEADER, SECRET));
    gateway.call(gateway.stream().withHeader(HEADER, SECRET + "0"));
    assertThat(gateway.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
  }

  private static void assertRefused(CollectedResponse response) {
    assertThat(response.prelude().statusCode()).isEqualTo(403);
    assertThat(response.body()).contains(REFUSED, "\"code\":\"forbidden\"");
  }
}
