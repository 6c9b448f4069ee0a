package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Answers that were handed on and found no function: they end, once, and cost nothing.
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class NotStartedTest {

  private static final String TOO_OLD = "EventAgeExceeded";

  private final CountDownLatch release = new CountDownLatch(1);
  private ScriptedBedrock bedrock;
  private WebSocketTestGateway socket;

  @BeforeEach
  void connect() throws Exception {
    bedrock =
        ScriptedBedrock.start((exchange, _) -> {
          exchange.stream().chunk(EventStreamFrames.claudeChunk("one "));
          release.await();
          exchange.chunk(EventStreamFrames.claude("two")).end();
        });
    socket = WebSocketTestGateway.connected(bedrock.uri());
  }

  @AfterEach
  void close() throws Exception {
    release.countDown();
    socket.close();
    bedrock.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {TOO_OLD, "RetriesExhausted", "ZeroReservedConcurrency"})
  void tellTheClientAndCostNothing(String condition) throws Exception {
    socket.giveUp(lost("a1"), condition);
    List<JsonNode> messages = socket.messages("a1");
    assertThat(WebSocketTestGateway.types(messages)).containsExactly("start", "error");
    JsonNode error = messages.getLast();
    assertThat(error.path("seq").asInt()).isEqualTo(1);
    assertThat(error.path("code").asText()).isEqualTo("unavailable");
    assertThat(error.path("error").asText()).contains("not asked");
    assertThat(record())
        .containsEntry("request_id", text(error.path("requestId").asText()))
        .containsEntry("event_type", text("bedrock_error"))
        .containsEntry("outcome", text("not_started"))
        .containsEntry("usage_source", text("none"))
        .containsEntry("error_code", text("unavailable"))
        .containsEntry("error_cause", text(condition))
        .containsEntry("transport", text("web_socket"))
        .doesNotContainKeys("input_tokens", "token_count", "cost_nano_usd", "estimate_reason");
    assertThat(socket.stand().lines()).hasSize(1);
    assertThat(bedrock.requests()).isZero();
    holdsNothing();
  }

  @Test
  void neverBeginLater() throws Exception {
    String event = lost("a1");
    socket.giveUp(event, TOO_OLD);
    socket.handOn(event);
    assertThat(bedrock.requests()).isZero();
    assertThat(WebSocketTestGateway.types(socket.messages("a1"))).containsExactly("start", "error");
    assertThat(socket.stand().records()).hasSize(1);
    assertThat(socket.invoke("a1").path("code").asText()).isEqualTo("duplicate_id");
  }

  @Test
  void areNotThoseThatHaveBegun() throws Exception {
    socket.invoke("a1");
    WebSocketTestGateway.until(() -> !socket.text("a1").isEmpty());
    String event = socket.events().getFirst();
    socket.giveUp(event, "RetriesExhausted");
    assertThat(WebSocketTestGateway.types(socket.messages("a1"))).doesNotContain("error");
    release.countDown();
    socket.whole("a1");
    socket.settle();
    socket.giveUp(event, "RetriesExhausted");
    assertThat(WebSocketTestGateway.types(socket.messages("a1"))).containsOnlyOnce("start", "done");
    assertThat(record()).containsEntry("outcome", text("complete"));
  }

  @Test
  void endOnceHoweverOftenTheirFailureIsTold() throws Exception {
    String event = lost("a1");
    for (int time = 0; time < 3; time++) {
      socket.giveUp(event, TOO_OLD);
    }
    assertThat(socket.messages("a1").stream().map(it -> it.path("seq").asInt()).distinct())
        .as("a client passes over a number that it has seen")
        .containsExactly(0, 1);
    assertThat(socket.stand().records()).hasSize(1);
    assertThat(socket.stand().lines()).hasSize(1);
    holdsNothing();
  }

  @Test
  void endAsStoppedWhenTheClientHasStoppedThem() throws Exception {
    String event = lost("a1");
    socket.say("{\"action\":\"stop\",\"id\":\"a1\"}");
    socket.giveUp(event, TOO_OLD);
    assertThat(WebSocketTestGateway.types(socket.messages("a1"))).containsExactly("start", "done");
    assertThat(record())
        .containsEntry("outcome", text("stopped"))
        .containsEntry("usage_source", text("none"));
    holdsNothing();
  }

  @Test
  void tellNobodyWhoHasLeft() throws Exception {
    String event = lost("a1");
    socket.disconnect();
    socket.giveUp(event, TOO_OLD);
    assertThat(socket.messages("a1")).isEmpty();
    assertThat(record()).containsEntry("outcome", text("client_gone"));
    holdsNothing();
  }

  @Test
  void areWrittenDownThoughTheClientCannotBeReached() throws Exception {
    socket.client(_ -> 410);
    socket.giveUp(lost("a1"), TOO_OLD);
    assertThat(record()).containsEntry("outcome", text("not_started"));
    assertThat(socket.stand().lines()).hasSize(1);
    holdsNothing();
  }

  @ParameterizedTest
  @CsvSource({
    "\"version\":1, \"version\":9, true",
    "\"body\":, \"prompt\":, true",
    "\"reservation\":\"1, \"reservation\":\"9, false",
    "\"shard\":0, \"shard\":-1, false"
  })
  void failVisiblyBeforeTheirRowSaysRunning(String part, String other, boolean isEnded)
      throws Exception {
    String event = lost("a1");
    String changed = event.replace(part, other);
    assertThat(changed).isNotEqualTo(event);
    socket.handOn(changed);
    assertThat(socket.failures()).hasSize(1);
    assertThat(row()).containsEntry("status", text("accepted"));
    socket.giveUp(changed, "RetriesExhausted");
    assertThat(socket.failures()).hasSize(isEnded ? 1 : 2);
    assertThat(row()).containsEntry("status", text(isEnded ? "ended" : "accepted"));
    assertThat(WebSocketTestGateway.types(socket.messages("a1")).contains("error"))
        .isEqualTo(isEnded);
    assertThat(bedrock.requests()).isZero();
  }

  @Test
  void failVisiblyWhileTheTableIsAwayAndEndWhenItIsBack() throws Exception {
    String event = lost("a1");
    try (WebSocketTestGateway away =
        WebSocketTestGateway.before(bedrock.uri(), Map.of(Settings.SESSIONS_TABLE, "not-there"))) {
      away.handOn(event);
      away.giveUp(event, "RetriesExhausted");
      assertThat(away.failures()).hasSize(2);
      assertThat(away.stand().lines()).isEmpty();
    }
    assertThat(row()).containsEntry("status", text("accepted"));
    socket.giveUp(event, "RetriesExhausted");
    assertThat(record()).containsEntry("outcome", text("not_started"));
    holdsNothing();
  }

  @Test
  void areFinishedByTheNextAttemptWhenOneBreaksOff() throws Exception {
    String event = lost("a1");
    try (WebSocketTestGateway broken =
        WebSocketTestGateway.before(bedrock.uri(), Map.of(Settings.USAGE_TABLE, "not-there"))) {
      broken.giveUp(event, TOO_OLD);
      assertThat(broken.failures()).hasSize(1);
    }
    assertThat(row()).containsEntry("status", text("ended"));
    assertThat(socket.stand().records()).isEmpty();
    socket.giveUp(event, TOO_OLD);
    assertThat(record()).containsEntry("outcome", text("not_started"));
    holdsNothing();
  }

  private String lost(String id) throws Exception {
    socket.deliveries(0);
    assertThat(socket.invoke(id).isMissingNode()).isTrue();
    return socket.events().getLast();
  }

  private Map<String, AttributeValue> record() {
    assertThat(socket.stand().records()).hasSize(1);
    return socket.stand().records().getFirst();
  }

  private Map<String, AttributeValue> row() {
    return socket.stand().sessions(socket.connection()).stream()
        .filter(row -> text("GEN#a1").equals(row.get("item")))
        .findFirst()
        .orElseThrow();
  }

  private void holdsNothing() {
    Map<String, AttributeValue> counters = socket.stand().counters().getFirst();
    assertThat(counters.keySet()).noneMatch(name -> name.startsWith("o"));
    counters.forEach((name, value) -> {
      if (name.equals("running") || name.matches("[mM]\\d+[tc]")) {
        assertThat(value.n()).as(name).isEqualTo("0");
      }
    });
    assertThat(socket.stand().admitted()).as("the request counts").isEqualTo(1);
  }
}
