package dev.streambed.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.TestContext;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class AnswerDeadlineTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:15:02Z");

  @Test
  void leavesTwoSecondsBeforeLambdasDeadline() {
    assertThat(time(LambdaEvent.functionUrl("POST", "/"), 900)).isEqualTo(Duration.ofSeconds(898));
    assertThat(time(LambdaEvent.rest("POST", "/bedrock/stream"), 900))
        .isEqualTo(Duration.ofSeconds(898));
  }

  @Test
  void leavesAFifthOfAShortTime() {
    assertThat(time(LambdaEvent.functionUrl("POST", "/"), 3)).isEqualTo(Duration.ofMillis(2400));
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

  private static LambdaEvent buffered(Instant received) {
    return LambdaEvent.rest("POST", "/bedrock").receivedAt(received.toEpochMilli());
  }

  private static Duration time(LambdaEvent lambdaEvent, int secondsLeft) {
    JsonObject document = (JsonObject) Json.read(lambdaEvent.bytes());
    HttpEvent http =
        document.has("resource") ? new RestApiEvent(document) : new FunctionUrlEvent(document);
    TestContext context = new TestContext("id", Duration.ofSeconds(secondsLeft));
    return AnswerDeadline.of(http, context, InstantSource.fixed(NOW)).remaining();
  }
}
