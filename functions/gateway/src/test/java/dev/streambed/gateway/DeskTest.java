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

  private Event mine(Event event) {
    return event.withHeader("authorization", "Bearer " + stand.token());
  }
}
