package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Answers on a connection that are stopped or whose client disconnects.
@Timeout(120)
class WebSocketStopTest {

  private static final String STOP = "{\"action\":\"stop\",\"id\":\"a1\"}";

  @Test
  void endsAnAnswerAtOnceAndBillsAllOfIt() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
              stopped.await();
              exchange
                  .chunk(EventStreamFrames.claudeChunk("two"))
                  .chunk(EventStreamFrames.claudeEnd())
                  .end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      WebSocketTestGateway.until(() -> socket.text("a1").equals("one"));
      assertThat(socket.say(STOP).isMissingNode()).isTrue();
      List<JsonNode> messages = socket.whole("a1");
      stopped.countDown();
      assertThat(WebSocketTestGateway.types(messages)).containsExactly("start", "content", "done");
      assertThat(messages.getLast().path("stopReason").asText()).isEqualTo("stopped");
      assertThat(messages.getLast().path("usage").has("outputTokens")).isTrue();
      socket.settle();
      assertThat(socket.text("a1")).isEqualTo("one");
      assertThat(only(socket))
          .containsEntry("outcome", text("stopped"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("output_tokens", number(34));
      assertThat(socket.say(STOP).path("code").asText()).isEqualTo("not_found");
      assertThat(socket.say(STOP).path("id").asText()).isEqualTo("a1");
    }
  }

  @Test
  void asksNoModelWhenItIsStoppedBeforeItHasBegun() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.deliveries(0);
      socket.invoke("a1");
      assertThat(socket.say(STOP).isMissingNode()).isTrue();
      socket.handOn(socket.lambda().received().getFirst().body());
      assertThat(WebSocketTestGateway.types(socket.whole("a1"))).containsExactly("start", "done");
      assertThat(bedrock.requests()).isZero();
      assertThat(only(socket))
          .containsEntry("outcome", text("stopped"))
          .containsEntry("usage_source", text("none"));
      assertThat(socket.say(STOP).path("code").asText()).isEqualTo("not_found");
    }
  }

  @Test
  void findsNoAnswerOfAnotherConnection() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
              over.await();
              exchange.chunk(EventStreamFrames.claudeEnd()).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri());
        WebSocketTestGateway other = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      WebSocketTestGateway.until(() -> socket.text("a1").equals("one"));
      assertThat(other.say(STOP).path("code").asText()).isEqualTo("not_found");
      over.countDown();
      assertThat(socket.whole("a1").getLast().path("stopReason").asText()).isEqualTo("end_turn");
    }
  }

  @Test
  void saysNoMoreToAClientThatHasGoneAndBillsAllOfIt() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
              gone.await();
              for (int chunk = 0; chunk < 20; chunk++) {
                exchange.chunk(EventStreamFrames.claudeChunk("two"));
              }
              exchange.chunk(EventStreamFrames.claudeEnd()).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      int[] refused = new int[1];
      socket.client(message -> {
        if (message.path("type").asText().equals("content")) {
          refused[0]++;
          gone.countDown();
          return 410;
        }
        return 200;
      });
      socket.invoke("a1");
      WebSocketTestGateway.until(() -> gone.getCount() == 0);
      socket.settle();
      assertThat(refused[0]).isEqualTo(1);
      assertThat(WebSocketTestGateway.types(socket.messages("a1"))).containsExactly("start");
      assertThat(only(socket))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("usage_source", text("bedrock"))
          .containsEntry("output_tokens", number(34));
      assertThat(socket.stand().lines()).hasSize(1);
    }
  }

  @Test
  void endsTheOutputWithTheConnection() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk(EventStreamFrames.claudeChunk("one"));
              gone.await();
              exchange
                  .chunk(EventStreamFrames.claudeChunk("two"))
                  .chunk(EventStreamFrames.claudeEnd())
                  .end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      WebSocketTestGateway.until(() -> socket.text("a1").equals("one"));
      socket.disconnect();
      // Two reads of the row.
      Thread.sleep(1_500);
      gone.countDown();
      socket.settle();
      assertThat(WebSocketTestGateway.types(socket.messages("a1")))
          .containsExactly("start", "content");
      assertThat(only(socket))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("output_tokens", number(34));
    }
  }

  @Test
  void asksNoModelForAClientThatHasGone() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.deliveries(0);
      socket.invoke("a1");
      socket.disconnect();
      socket.handOn(socket.lambda().received().getFirst().body());
      assertThat(bedrock.requests()).isZero();
      assertThat(only(socket)).containsEntry("outcome", text("client_gone"));
    }
  }

  @Test
  void givesUpAClientThatCannotBeReachedWithALine() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.client(_ -> 403);
      socket.invoke("a1");
      WebSocketTestGateway.until(() -> !socket.stand().records().isEmpty());
      socket.settle();
      assertThat(only(socket)).containsEntry("outcome", text("client_gone"));
      assertThat(socket.stand().lines())
          .anyMatch(line ->
              line.contains("\"event_type\":\"post_failed\"")
                  && line.contains("\"error_cause\":\"ForbiddenException\""));
    }
  }

  private static ScriptedBedrock answering() throws Exception {
    return ScriptedBedrock.start(
        (exchange, _) -> exchange.stream().chunk(EventStreamFrames.claude("one")).end());
  }

  private static Map<String, AttributeValue> only(WebSocketTestGateway socket) {
    assertThat(socket.stand().records()).hasSize(1);
    return socket.stand().records().getFirst();
  }
}
