package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.LocalTables;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rate limits of HTTP requests that call no model, through the whole function.
@Timeout(60)
class RequestRatesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  @AutoClose private final TestGateway testGateway;

  RequestRatesTest() {
    testGateway =
        TestGateway.before(
            NOBODY,
            Map.of(
                "STREAMBED_API_KEYS_PER_MINUTE", "3",
                "STREAMBED_USAGE_REQUESTS_PER_MINUTE", "3",
                "STREAMBED_STOPS_PER_MINUTE", "3"));
  }

  @BeforeEach
  void begin() throws InterruptedException {
    TestGateway.awaitTimeInTheMinute();
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of("POST", "/keys", "apiKeysPerMinute"),
        Arguments.of("POST", "/tokens", "apiKeysPerMinute"),
        Arguments.of("GET", "/usage", "usageRequestsPerMinute"),
        Arguments.of("DELETE", "/requests/some-answer", "stopsPerMinute"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void refusesWhatIsAboveTheDeploymentsLimit(String method, String path, String limit)
      throws IOException {
    assertThat(statuses(method, path, 3)).doesNotContain(429);
    check(call(method, path), limit);
    assertThat(testGateway.counters()).as("of answers").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void holdsCustomersWithoutAnyLimitOfTheirOwnToIt(String method, String path, String limit)
      throws IOException {
    testGateway.unlimited();
    statuses(method, path, 3);
    check(call(method, path), limit);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void takesTheCustomersOwnLimitInstead(String method, String path, String limit)
      throws IOException {
    choose(limit, number(1));
    assertThat(statuses(method, path, 1)).doesNotContain(429);
    check(call(method, path), limit);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void grantsNothingByALimitThatIsNoNumber(String method, String path, String limit)
      throws IOException {
    choose(limit, text("many"));
    check(call(method, path), limit);
  }

  @Test
  void countsNoKeyThatIsNotIssued() throws IOException {
    for (int call = 0; call < 5; call++) {
      CollectedResponse wrong =
          testGateway.call(
              mine(LambdaEvent.functionUrl("POST", "/tokens")).withBody("{\"expiresIn\": 1}"));
      assertThat(wrong.prelude().statusCode()).isEqualTo(400);
    }
    assertThat(call("POST", "/tokens").prelude().statusCode()).isEqualTo(201);
  }

  @Test
  void givesOnePageNoMoreThanATenth() throws IOException {
    choose("stopsPerMinute", number(20));
    CollectedResponse issued = call("POST", "/tokens");
    String page = JSON.readTree(issued.body()).path("token").asText();
    for (int stop = 1; stop <= 2; stop++) {
      assertThat(stopBy(page).prelude().statusCode()).isEqualTo(404);
    }
    check(stopBy(page), "stopsPerMinute");
    assertThat(call("DELETE", "/requests/other").prelude().statusCode()).isEqualTo(404);
  }

  private CollectedResponse stopBy(String token) throws IOException {
    return testGateway.call(
        LambdaEvent.functionUrl("DELETE", "/requests/some-answer")
            .withHeader("authorization", "Bearer " + token));
  }

  private static void check(CollectedResponse refused, String limit) throws IOException {
    assertThat(refused.prelude().statusCode()).isEqualTo(429);
    JsonNode error = JSON.readTree(refused.body());
    assertThat(error.path("code").asText()).isEqualTo("rate_limited");
    assertThat(error.path("limit").asText()).isEqualTo(limit);
    assertThat(Long.parseLong(refused.header("retry-after"))).isBetween(1L, 60L);
  }

  private List<Integer> statuses(String method, String path, int calls) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      statuses.add(call(method, path).prelude().statusCode());
    }
    return statuses;
  }

  private CollectedResponse call(String method, String path) throws IOException {
    return testGateway.call(mine(LambdaEvent.functionUrl(method, path)));
  }

  private LambdaEvent mine(LambdaEvent lambdaEvent) {
    return lambdaEvent.withHeader("authorization", "Bearer " + testGateway.token());
  }

  private void choose(String limit, AttributeValue value) {
    testGateway.putCustomer(
        Map.of(
            "status", LocalTables.text("active"),
            "limits", AttributeValue.fromM(Map.of(limit, value))));
  }
}
