package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What customers may ask about themselves, through the whole function.
@Timeout(60)
class DeskTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RawBedrock bedrock;
  private Stand stand;

  @BeforeEach
  void start() throws IOException {
    byte[] answer = Frames.claude("The", " river");
    bedrock = RawBedrock.start((exchange, _) -> exchange.stream().chunk(answer).end());
    stand = Stand.before(bedrock.uri());
  }

  @AfterEach
  void stop() throws IOException {
    stand.close();
    bedrock.close();
  }

  @Test
  void tellsACallerItsUsage() throws IOException {
    stand.call(stand.stream());
    CollectedResponse response = stand.call(mine(Event.functionUrl("GET", "/usage")));
    assertThat(response.way()).isEqualTo(Way.STREAM);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    JsonNode usage = JSON.readTree(response.body());
    assertThat(usage.at("/total/requests").asInt()).isEqualTo(1);
    assertThat(usage.at("/total/outputTokens").asLong()).isPositive();
    assertThat(stand.records().getFirst())
        .containsEntry("output_tokens", number(usage.at("/total/outputTokens").asLong()));
    assertThat(usage.at("/byDayAndModel/0/model").asText()).isEqualTo(Stand.MODEL);
  }

  @Test
  void tellsItOnTheBufferedMethodOfTheRestApi() throws IOException {
    CollectedResponse response = stand.call(mine(Event.rest("GET", "/usage")));
    assertThat(response.way()).isEqualTo(Way.PROXY);
    assertThat(JSON.readTree(response.body()).at("/total/requests").asInt()).isZero();
  }

  @Test
  void takesThePeriodFromTheQuery() throws IOException {
    Event event =
        mine(Event.functionUrl("GET", "/usage"))
            .withParameter("from", "2026-02-01")
            .withParameter("to", "2026-02-28");
    JsonNode usage = JSON.readTree(stand.call(event).body());
    assertThat(usage.get("to").asText()).isEqualTo("2026-03-01T00:00:00Z");
    Event wrong = mine(Event.functionUrl("GET", "/usage")).withParameter("from", "ever");
    assertThat(stand.call(wrong).prelude().statusCode()).isEqualTo(400);
  }

  @Test
  void tellsNothingToStrangers() throws IOException {
    CollectedResponse response = stand.call(Event.functionUrl("GET", "/usage"));
    assertThat(response.prelude().statusCode()).isEqualTo(401);
  }

  @Test
  void countsNoQuestionAsARequest() throws IOException {
    stand.call(mine(Event.functionUrl("GET", "/usage")));
    stand.call(mine(Event.functionUrl("HEAD", "/usage")));
    assertThat(stand.counters()).isEmpty();
    assertThat(stand.records()).isEmpty();
    assertThat(stand.lines()).isEmpty();
  }

  @Test
  void issuesATokenThatWorksAtOnceForPagesOfItsOrigin() throws IOException {
    String wish = "{\"expiresIn\": 60, \"origin\": \"https://app.example\"}";
    CollectedResponse response =
        stand.call(mine(Event.functionUrl("POST", "/tokens")).withBody(wish));
    assertThat(response.prelude().statusCode()).isEqualTo(201);
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    JsonNode issued = JSON.readTree(response.body());
    assertThat(issued.get("origin").asText()).isEqualTo("https://app.example");
    assertThat(Instant.parse(issued.get("expiresAt").asText()))
        .isBetween(Instant.now(), Instant.now().plusSeconds(60));
    String token = issued.get("token").asText();
    CollectedResponse answer = stand.call(asked(token, "https://app.example"));
    assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    assertThat(stand.records()).hasSize(1);
    CollectedResponse elsewhere = stand.call(asked(token, "https://evil.example"));
    assertThat(elsewhere.prelude().statusCode()).isEqualTo(403);
    assertThat(JSON.readTree(elsewhere.body()).get("code").asText()).isEqualTo("forbidden");
  }

  @Test
  void issuesTokensOnTheBufferedMethodOfTheRestApi() throws IOException {
    CollectedResponse response = stand.call(mine(Event.rest("POST", "/tokens")));
    assertThat(response.way()).isEqualTo(Way.PROXY);
    assertThat(response.prelude().statusCode()).isEqualTo(201);
    assertThat(JSON.readTree(response.body()).has("origin")).isFalse();
  }

  @Test
  void givesPagesNeitherTokensNorTheirCustomersUsage() throws IOException {
    CollectedResponse response = stand.call(mine(Event.functionUrl("POST", "/tokens")));
    String token = JSON.readTree(response.body()).get("token").asText();
    for (Event event :
        List.of(Event.functionUrl("POST", "/tokens"), Event.functionUrl("GET", "/usage"))) {
      CollectedResponse refused = stand.call(event.withHeader("x-api-key", token));
      assertThat(refused.prelude().statusCode()).isEqualTo(403);
    }
  }

  @Test
  void issuesNothingToStrangersAndForNoNonsense() throws IOException {
    Event stranger = Event.functionUrl("POST", "/tokens");
    assertThat(stand.call(stranger).prelude().statusCode()).isEqualTo(401);
    Event nonsense = mine(Event.functionUrl("POST", "/tokens")).withBody("{\"expiresIn\": 1}");
    assertThat(stand.call(nonsense).prelude().statusCode()).isEqualTo(400);
  }

  private Event asked(String token, String origin) {
    return stand.stream()
        .withHeader("authorization", "Bearer " + token)
        .withHeader("origin", origin);
  }

  private Event mine(Event event) {
    return event.withHeader("authorization", "Bearer " + stand.token());
  }
}
