package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The requests of customers about their own account, through the whole function.
@Timeout(60)
class AccountRoutesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScriptedBedrock bedrock;
  private TestGateway testGateway;

  @BeforeEach
  void start() throws IOException {
    byte[] answer = EventStreamFrames.claude("The", " river");
    bedrock = ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(answer).end());
    testGateway = TestGateway.before(bedrock.uri());
  }

  @AfterEach
  void stop() throws IOException {
    testGateway.close();
    bedrock.close();
  }

  @Test
  void tellsACallerItsUsage() throws IOException {
    testGateway.call(testGateway.stream());
    CollectedResponse response = testGateway.call(mine(LambdaEvent.functionUrl("GET", "/usage")));
    assertThat(response.way()).isEqualTo(Way.STREAM);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    JsonNode usage = JSON.readTree(response.body());
    assertThat(usage.at("/total/requests").asInt()).isEqualTo(1);
    assertThat(usage.at("/total/outputTokens").asLong()).isPositive();
    assertThat(testGateway.records().getFirst())
        .containsEntry("output_tokens", number(usage.at("/total/outputTokens").asLong()));
    assertThat(usage.at("/byDayAndModel/0/model").asText()).isEqualTo(TestGateway.MODEL);
  }

  @Test
  void tellsItOnTheBufferedMethodOfTheRestApi() throws IOException {
    CollectedResponse response = testGateway.call(mine(LambdaEvent.rest("GET", "/usage")));
    assertThat(response.way()).isEqualTo(Way.PROXY);
    assertThat(JSON.readTree(response.body()).at("/total/requests").asInt()).isZero();
  }

  @Test
  void takesThePeriodFromTheQuery() throws IOException {
    LambdaEvent lambdaEvent =
        mine(LambdaEvent.functionUrl("GET", "/usage"))
            .withParameter("from", "2026-02-01")
            .withParameter("to", "2026-02-28");
    JsonNode usage = JSON.readTree(testGateway.call(lambdaEvent).body());
    assertThat(usage.get("to").asText()).isEqualTo("2026-03-01T00:00:00Z");
    LambdaEvent wrong =
        mine(LambdaEvent.functionUrl("GET", "/usage")).withParameter("from", "ever");
    assertThat(testGateway.call(wrong).prelude().statusCode()).isEqualTo(400);
  }

  @Test
  void tellsNothingToStrangers() throws IOException {
    CollectedResponse response = testGateway.call(LambdaEvent.functionUrl("GET", "/usage"));
    assertThat(response.prelude().statusCode()).isEqualTo(401);
  }

  @Test
  void countsNoQuestionAsARequest() throws IOException {
    testGateway.call(mine(LambdaEvent.functionUrl("GET", "/usage")));
    testGateway.call(mine(LambdaEvent.functionUrl("HEAD", "/usage")));
    assertThat(testGateway.counters()).isEmpty();
    assertThat(testGateway.records()).isEmpty();
    assertThat(testGateway.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/keys", "/tokens"})
  void issuesAKeyThatWorksAtOnceForPagesOfItsOrigin(String path) throws IOException {
    String wish = "{\"expiresIn\": 60, \"origin\": \"https://app.example\"}";
    CollectedResponse response =
        testGateway.call(mine(LambdaEvent.functionUrl("POST", path)).withBody(wish));
    assertThat(response.prelude().statusCode()).isEqualTo(201);
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    JsonNode issued = JSON.readTree(response.body());
    assertThat(issued.get("origin").asText()).isEqualTo("https://app.example");
    assertThat(Instant.parse(issued.get("expiresAt").asText()))
        .isBetween(Instant.now(), Instant.now().plusSeconds(60));
    String token = issued.get("token").asText();
    CollectedResponse answer = testGateway.call(asked(token, "https://app.example"));
    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    assertThat(testGateway.records()).hasSize(1);
    CollectedResponse elsewhere = testGateway.call(asked(token, "https://evil.example"));
    assertThat(elsewhere.prelude().statusCode()).isEqualTo(403);
    assertThat(JSON.readTree(elsewhere.body()).get("code").asText()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/keys", "/tokens"})
  void issuesKeysOnTheBufferedMethodOfTheRestApi(String path) throws IOException {
    CollectedResponse response = testGateway.call(mine(LambdaEvent.rest("POST", path)));
    assertThat(response.way()).isEqualTo(Way.PROXY);
    assertThat(response.prelude().statusCode()).isEqualTo(201);
    assertThat(JSON.readTree(response.body()).has("origin")).isFalse();
  }

  @Test
  void givesPagesNeitherKeysNorTheirCustomersUsage() throws IOException {
    CollectedResponse response = testGateway.call(mine(LambdaEvent.functionUrl("POST", "/tokens")));
    String token = JSON.readTree(response.body()).get("token").asText();
    for (LambdaEvent lambdaEvent :
        List.of(
            LambdaEvent.functionUrl("POST", "/keys"),
            LambdaEvent.functionUrl("POST", "/tokens"),
            LambdaEvent.functionUrl("GET", "/usage"))) {
      CollectedResponse refused = testGateway.call(lambdaEvent.withHeader("x-api-key", token));
      assertThat(refused.prelude().statusCode()).isEqualTo(403);
    }
  }

  @Test
  void issuesNothingToStrangersAndForNoNonsense() throws IOException {
    LambdaEvent stranger = LambdaEvent.functionUrl("POST", "/tokens");
    assertThat(testGateway.call(stranger).prelude().statusCode()).isEqualTo(401);
    LambdaEvent nonsense =
        mine(LambdaEvent.functionUrl("POST", "/tokens")).withBody("{\"expiresIn\": 1}");
    assertThat(testGateway.call(nonsense).prelude().statusCode()).isEqualTo(400);
  }

  private LambdaEvent asked(String token, String origin) {
    return testGateway.stream()
        .withHeader("authorization", "Bearer " + token)
        .withHeader("origin", origin);
  }

  private LambdaEvent mine(LambdaEvent lambdaEvent) {
    return lambdaEvent.withHeader("authorization", "Bearer " + testGateway.token());
  }
}
