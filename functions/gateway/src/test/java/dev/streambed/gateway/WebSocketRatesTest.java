package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rate limits of WebSocket messages that call no model, through the whole function.
@Timeout(60)
class WebSocketRatesTest {

  private static final String STOP = "{\"action\":\"stop\",\"id\":\"a1\"}";
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void begin() throws InterruptedException {
    TestGateway.awaitTimeInTheMinute();
  }

  @Test
  void refusesTheThirdPartBeforeItIsStored() throws Exception {
    try (WebSocketTestGateway socket = before(Map.of("STREAMBED_PROMPT_PARTS_PER_MINUTE", "2"))) {
      connect(socket);
      assertThat(socket.say(part("a1", 0)).isMissingNode()).isTrue();
      assertThat(socket.say(part("a2", 0)).isMissingNode()).isTrue();
      check(socket.say(part("a1", 1)), "a1", "promptPartsPerMinute");
      assertThat(socket.stand().sessions(socket.connection()))
          .filteredOn(row -> String.valueOf(row.get("item")).contains("PART#"))
          .hasSize(2);
    }
  }

  @Test
  void refusesTheThirdStop() throws Exception {
    try (WebSocketTestGateway socket = before(Map.of("STREAMBED_STOPS_PER_MINUTE", "2"))) {
      connect(socket);
      for (int stop = 0; stop < 2; stop++) {
        assertThat(socket.say(STOP).path("code").asText()).isEqualTo("not_found");
      }
      check(socket.say(STOP), "a1", "stopsPerMinute");
    }
  }

  @Test
  void refusesTheThirdConnectionOfAMinute() throws Exception {
    try (WebSocketTestGateway socket = before(Map.of("STREAMBED_CONNECTIONS_PER_MINUTE", "2"))) {
      assertThat(connect(socket)).isEqualTo(200);
      assertThat(connect(socket)).isEqualTo(200);
      assertThat(connect(socket)).isEqualTo(429);
      JsonNode line = JSON.readTree(socket.stand().lines().getLast());
      assertThat(line.path("customer_id").asText()).isEqualTo(socket.stand().customer());
      assertThat(line.path("limit").asText()).isEqualTo("connectionsPerMinute");
    }
  }

  private static WebSocketTestGateway before(Map<String, String> environment) throws Exception {
    return WebSocketTestGateway.before(NOBODY, environment);
  }

  private static int connect(WebSocketTestGateway socket) throws Exception {
    return socket
        .connect(Map.of("authorization", "Bearer " + socket.stand().token()))
        .path("statusCode")
        .asInt();
  }

  private static void check(JsonNode refused, String id, String limit) {
    assertThat(refused.path("id").asText()).isEqualTo(id);
    assertThat(refused.path("code").asText()).isEqualTo("rate_limited");
    assertThat(refused.path("limit").asText()).isEqualTo(limit);
    assertThat(refused.path("retryAfter").asInt()).isBetween(1, 60);
  }

  private static String part(String id, int index) {
    return "{\"action\":\"part\",\"id\":\"%s\",\"index\":%d,\"last\":false,\"data\":\"x\"}"
        .formatted(id, index);
  }
}
