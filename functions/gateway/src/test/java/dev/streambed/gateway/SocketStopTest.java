package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Answers on a connection that nobody wants to the end.
@Timeout(120)
class SocketStopTest {

  private static final String STOP = "{\"action\":\"stop\",\"id\":\"a1\"}";

  @Test
  void endsAnAnswerAtOnceAndBillsAllOfIt() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("one"));
              stopped.await();
              exchange.chunk(Frames.claudePiece("two")).chunk(Frames.claudeEnd()).end();
            });
        SocketStand socket = SocketStand.connected(bedrock.uri())) {
      socket.invoke("a1");
      SocketStand.until(() -> socket.text("a1").equals("one"));
      assertThat(socket.say(STOP).isMissingNode()).isTrue();
      List<JsonNode> messages = socket.whole("a1");
      stopped.countDown();
      assertThat(SocketStand.types(messages)).containsExactly("start", "content", "done");
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
    try (RawBedrock bedrock = answering();
        SocketStand socket = SocketStand.connected(bedrock.uri())) {
      socket.deliveries(0);
      socket.invoke("a1");
      assertThat(socket.say(STOP).isMissingNode()).isTrue();
      socket.handOn(socket.lambda().received().getFirst().body());
      assertThat(SocketStand.types(socket.whole("a1"))).containsExactly("start", "done");
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
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("one"));
              over.await();
              exchange.chunk(Frames.claudeEnd()).end();
            });
        SocketStand socket = SocketStand.connected(bedrock.uri());
        SocketStand other = SocketStand.connected(bedrock.uri())) {
      socket.invoke("a1");
      SocketStand.until(() -> socket.text("a1").equals("one"));
      assertThat(other.say(STOP).path("code").asText()).isEqualTo("not_found");
      over.countDown();
      assertThat(socket.whole("a1").getLast().path("stopReason").asText()).isEqualTo("end_turn");
    }
  }

  @Test
  void saysNoMoreToAClientThatHasGoneAndBillsAllOfIt() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("one"));
              gone.await();
              for (int piece = 0; piece < 20; piece++) {
                exchange.chunk(Frames.claudePiece("two"));
              }
              exchange.chunk(Frames.claudeEnd()).end();
            });
        SocketStand socket = SocketStand.connected(bedrock.uri())) {
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
      SocketStand.until(() -> gone.getCount() == 0);
      socket.settle();
      assertThat(refused[0]).isEqualTo(1);
      assertThat(SocketStand.types(socket.messages("a1"))).containsExactly("start");
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
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> {
              exchange.stream().chunk(Frames.claudePiece("one"));
              gone.await();
              exchange.chunk(Frames.claudePiece("two")).chunk(Frames.claudeEnd()).end();
            });
        SocketStand socket = SocketStand.connected(bedrock.uri())) {
      socket.invoke("a1");
      SocketStand.until(() -> socket.text("a1").equals("one"));
      socket.disconnect();
      // It looks every 250 ms.
      Thread.sleep(1_500);
      gone.countDown();
      socket.settle();
      assertThat(SocketStand.types(socket.messages("a1"))).containsExactly("start", "content");
      assertThat(only(socket))
          .containsEntry("outcome", text("client_gone"))
          .containsEntry("output_tokens", number(34));
    }
  }

  @Test
  void asksNoModelForAClientThatHasGone() throws Exception {
    try (RawBedrock bedrock = answering();
        SocketStand socket = SocketStand.connected(bedrock.uri())) {
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
    try (RawBedrock bedrock = answering();
        SocketStand socket = SocketStand.connected(bedrock.uri())) {
      socket.client(_ -> 403);
      socket.invoke("a1");
      SocketStand.until(() -> !socket.stand().records().isEmpty());
      socket.settle();
      assertThat(only(socket)).containsEntry("outcome", text("client_gone"));
      assertThat(socket.stand().lines())
          .anyMatch(line ->
              line.contains("\"event_type\":\"post_failed\"")
                  && line.contains("\"error_cause\":\"ForbiddenException\""));
    }
  }

  private static RawBedrock answering() throws Exception {
    return RawBedrock.start((exchange, _) -> exchange.stream().chunk(Frames.claude("one")).end());
  }

  private static Map<String, AttributeValue> only(SocketStand socket) {
    assertThat(socket.stand().records()).hasSize(1);
    return socket.stand().records().getFirst();
  }
}
