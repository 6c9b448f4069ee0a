package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Access to WebSocket connections, and immediate refusals.
@Timeout(120)
class WebSocketAccessTest {

  private static final ScriptedBedrock.Script ANSWERS =
      (exchange, _) -> exchange.stream().chunk(EventStreamFrames.claude("one ", "two")).end();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sec-websocket-protocol | streambed.v1, bearer.TOKEN | true",
        "Sec-WebSocket-Protocol | bearer.TOKEN,streambed.v1  | true",
        "Sec-WebSocket-Protocol | bearer.TOKEN               | false",
        "Authorization          | Bearer TOKEN               | false",
        "X-API-Key              | TOKEN                      | false"
      })
  void connectsWithATokenWhereverItIs(String header, String value, boolean withProtocol)
      throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.before(bedrock.uri(), Map.of())) {
      String token = socket.stand().token();
      JsonNode answer = socket.connect(Map.of(header, value.replace("TOKEN", token)));
      assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
      assertThat(answer.at("/headers/Sec-WebSocket-Protocol").asText())
          .isEqualTo(withProtocol ? "streambed.v1" : "");
      socket.invoke("a1");
      assertThat(socket.whole("a1")).isNotEmpty();
      assertThat(String.join("", socket.stand().lines())).doesNotContain(token);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bearer.", "bearer.sb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void letsNobodyInWithoutAToken(String offer) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.before(bedrock.uri(), Map.of())) {
      JsonNode answer = socket.connect(Map.of("sec-websocket-protocol", "streambed.v1, " + offer));
      assertThat(answer.path("statusCode").asInt()).isEqualTo(401);
      assertThat(socket.invoke("a1").path("code").asText()).isEqualTo("unauthenticated");
    }
  }

  @Test
  void letsInPagesOfTheTokensOriginOnly() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.before(bedrock.uri(), Map.of())) {
      TestGateway testGateway = socket.stand();
      LambdaEvent mint =
          LambdaEvent.functionUrl("POST", "/tokens")
              .withHeader("authorization", "Bearer " + testGateway.token())
              .withBody("{\"origin\": \"https://app.example\"}");
      String token =
          new ObjectMapper().readTree(testGateway.call(mint).body()).get("token").asText();
      String offer = "streambed.v1, bearer." + token;
      JsonNode elsewhere =
          socket.connect(Map.of("Sec-WebSocket-Protocol", offer, "Origin", "https://evil.example"));
      assertThat(elsewhere.path("statusCode").asInt()).isEqualTo(403);
      JsonNode here =
          socket.connect(Map.of("Sec-WebSocket-Protocol", offer, "Origin", "https://app.example"));
      assertThat(here.path("statusCode").asInt()).isEqualTo(200);
      socket.invoke("a1");
      assertThat(socket.whole("a1")).isNotEmpty();
    }
  }

  @Test
  void letsNobodyInWhoIsSuspended() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.before(bedrock.uri(), Map.of())) {
      socket.stand().putCustomer(Map.of("status", text("suspended")));
      JsonNode answer = socket.connect(Map.of("authorization", "Bearer " + socket.stand().token()));
      assertThat(answer.path("statusCode").asInt()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                   | invalid_request |",
        "hello                                | invalid_request |",
        "[]                                   | invalid_request |",
        "{\"action\":\"invoke\"}              | invalid_request |",
        "{\"action\":\"stop\",\"id\":\"a b\"} | invalid_request |",
        "{\"action\":\"stop\",\"id\":7}       | invalid_request |",
        "{\"action\":\"invoke\",\"id\":\"a\"} | invalid_request | a",
        "{\"action\":\"sing\",\"id\":\"a\"}   | unknown_action  | a",
        "{\"id\":\"a\"}                       | unknown_action  | a",
        "{\"action\":7}                       | unknown_action  |",
        "{\"action\":\"stop\",\"id\":\"a\"}   | not_found       | a"
      })
  void refusesAtOnceWhatLeadsToNothing(String message, String code, String id) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      JsonNode answer = socket.say(message);
      assertThat(answer.path("type").asText()).isEqualTo("error");
      assertThat(answer.path("code").asText()).isEqualTo(code);
      assertThat(answer.path("error").asText()).isNotEmpty();
      assertThat(answer.path("requestId").asText()).isNotEmpty();
      assertThat(answer.has("seq")).isFalse();
      assertThat(answer.path("id").asText()).isEqualTo(id == null ? "" : id);
      assertThat(socket.lambda().received()).isEmpty();
      assertThat(socket.stand().counters()).isEmpty();
    }
  }

  @Test
  void answersAPing() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      assertThat(socket.say("{\"action\":\"ping\"}").toString()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Test
  void saysWhatIsLeftOfTheLimitsWhenACounterRefuses() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.before(bedrock.uri(), Map.of())) {
      socket.stand().limitTo(1);
      socket.connect(Map.of("authorization", "Bearer " + socket.stand().token()));
      socket.invoke("a1");
      JsonNode refusal = socket.invoke("a2");
      assertThat(refusal.path("code").asText()).isEqualTo("rate_limited");
      JsonNode status = refusal.path("limits").path(refusal.path("limit").asText());
      assertThat(status.path("limit").asInt(-1)).isEqualTo(1);
      assertThat(status.path("remaining").asInt(-1)).isZero();
      assertThat(status.path("resetAfter").asInt(-1)).isEqualTo(refusal.path("retryAfter").asInt());
    }
  }

  @Test
  void refusesWhatIsOverTheLimitAndGivesTheIdBack() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.before(bedrock.uri(), Map.of())) {
      socket.stand().limitTo(0);
      socket.connect(Map.of("authorization", "Bearer " + socket.stand().token()));
      for (int attempt = 0; attempt < 2; attempt++) {
        JsonNode refusal = socket.invoke("a1");
        assertThat(refusal.path("code").asText()).isEqualTo("rate_limited");
        assertThat(refusal.path("retryAfter").asInt()).isBetween(1, 86_400);
      }
      assertThat(socket.stand().records()).isEmpty();
    }
  }

  @Test
  void refusesMessagesOnceTheTokenIsRevokedAndLetsAnswersRunOn() throws Exception {
    CountDownLatch revoked = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
              revoked.await();
              exchange.chunk(EventStreamFrames.claudeEnd()).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      WebSocketTestGateway.until(() -> bedrock.requests() == 1);
      socket.stand().revokeKey();
      // Another process of the function, with empty caches.
      try (WebSocketTestGateway elsewhere = WebSocketTestGateway.before(bedrock.uri(), Map.of())) {
        JsonNode refusal =
            elsewhere.sayOn(socket.connection(), WebSocketTestGateway.question("a2"));
        assertThat(refusal.path("code").asText()).isEqualTo("unauthenticated");
        assertThat(refusal.path("id").asText()).isEqualTo("a2");
      }
      revoked.countDown();
      assertThat(WebSocketTestGateway.types(socket.whole("a1"))).endsWith("done");
    }
  }

  @Test
  void forgetsAConnectionThatHasEnded() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      socket.whole("a1");
      socket.settle();
      assertThat(socket.stand().sessions(socket.connection())).hasSize(2);
      socket.disconnect();
      assertThat(socket.stand().sessions(socket.connection())).isEmpty();
      assertThat(socket.invoke("a2").path("code").asText()).isEqualTo("unauthenticated");
      assertThat(socket.stand().lines()).hasSize(1);
    }
  }

  @Test
  void saysItCannotWhenTheTablesAreAway() throws IOException {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket =
            WebSocketTestGateway.before(
                bedrock.uri(), Map.of(Settings.SESSIONS_TABLE, "not-there"))) {
      Map<String, String> token = Map.of("x-api-key", socket.stand().token());
      assertThat(socket.connect(token).path("statusCode").asInt()).isEqualTo(503);
      assertThat(socket.invoke("a1").path("code").asText()).isEqualTo("unavailable");
      assertThat(socket.stand().lines())
          .hasSize(2)
          .allMatch(line -> line.contains("\"error_cause\":\"ResourceNotFoundException\""));
    }
  }
}
