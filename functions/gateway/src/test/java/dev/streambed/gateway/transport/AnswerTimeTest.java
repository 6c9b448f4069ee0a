package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class AnswerTimeTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:15:02Z");

  @Test
  void leavesTwoSecondsBeforeLambdasDeadline() {
    assertThat(time(Event.functionUrl("POST", "/"), 900)).isEqualTo(Duration.ofSeconds(898));
    assertThat(time(Event.rest("POST", "/bedrock/stream"), 900)).isEqualTo(Duration.ofSeconds(898));
  }

  @Test
  void leavesAFifthOfAShortTime() {
    assertThat(time(Event.functionUrl("POST", "/"), 3)).isEqualTo(Duration.ofMillis(2400));
  }

  @Test
  void endsABufferedAnswerBeforeApiGatewayDoes() {
    assertThat(time(buffered(NOW), 900)).isEqualTo(Duration.ofSeconds(27));
  }

  @Test
  void countsTheColdStartThatCameBeforeTheFunction() {
    assertThat(time(buffered(NOW.minusSeconds(5)), 900)).isEqualTo(Duration.ofSeconds(22));
  }

  @Test
  void countsFromNowWhenTheEventsTimeCannotBeTrue() {
    assertThat(time(buffered(Instant.EPOCH), 900)).isEqualTo(Duration.ofSeconds(27));
    assertThat(time(buffered(NOW.plusSeconds(9)), 900)).isEqualTo(Duration.ofSeconds(27));
  }

  @Test
  void doesNotOutliveTheFunctionForABufferedAnswer() {
    assertThat(time(buffered(NOW), 12)).isEqualTo(Duration.ofSeconds(10));
  }

  private static Event buffered(Instant received) {
    return Event.rest("POST", "/bedrock").receivedAt(received.toEpochMilli());
  }

  private static Duration time(Event event, int secondsLeft) {
    JsonObject document = (JsonObject) Json.read(event.bytes());
    HttpEvent http =
        document.has("resource") ? new RestApiEvent(document) : new FunctionUrlEvent(document);
    TestContext context = new TestContext("id", Duration.ofSeconds(secondsLeft));
    return AnswerTime.of(http, context, InstantSource.fixed(NOW)).remaining();
  }
}
