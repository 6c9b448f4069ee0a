package dev.streambed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WebSocketModelClientTest {

  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String START =
      """
      {"id":"answer-1","seq":0,"type":"start","requestId":"r"}\
      """;

  @Test
  void takesMergedPiecesApart() throws IOException {
    try (SingleWebSocketServer server =
            SingleWebSocketServer.of(
                SingleWebSocketServer.frames(
                    START, content(1, "11 22 33 "), content(2, "44 ...55 .."), done(3, "end")));
        ModelClient modelClient = ModelClient.webSocket(server.uri(), "token", NOVA)) {
      Answer answer = modelClient.ask(AnswerSpec.fast(5));

      assertThat(answer.chunks())
          .extracting(Chunk::sentAt)
          .containsExactly(11L, 22L, 33L, 44L, 55L);
      assertThat(answer.messages()).isEqualTo(2);
      assertThat(answer.messagesPerChunk()).isEqualTo(0.4);
      assertThat(answer.chunks().getFirst().arrivedAt()).isGreaterThan(answer.sentAt());
    }
  }

  @Test
  void readsFramesOfEveryLength() throws IOException {
    String middle = "22 " + ".".repeat(40_000);
    String large = "33 " + ".".repeat(90_000);
    try (SingleWebSocketServer server =
            SingleWebSocketServer.of(
                SingleWebSocketServer.frames(
                    START,
                    content(1, "1 "),
                    content(2, middle),
                    content(3, large),
                    done(4, "end")));
        ModelClient modelClient = ModelClient.webSocket(server.uri(), "token", NOVA)) {
      assertThat(modelClient.ask(AnswerSpec.fast(3)).chunks())
          .extracting(Chunk::sentAt)
          .containsExactly(1L, 22L, 33L);
    }
  }

  @Test
  void offersTheTokenAndAsksInTheGatewaysProtocol() throws IOException {
    try (SingleWebSocketServer server =
            SingleWebSocketServer.of(
                SingleWebSocketServer.frames(START, content(1, "1 "), done(2, "end")));
        ModelClient modelClient = ModelClient.webSocket(server.uri(), "token", NOVA)) {
      modelClient.ask(AnswerSpec.fast(1));

      assertThat(server.received().getFirst())
          .startsWith("GET /prod HTTP/1.1\r\n")
          .contains("Sec-WebSocket-Protocol: streambed.v1, bearer.token\r\n");
      JsonNode message = new ObjectMapper().readTree(server.received().getLast());
      assertThat(message.path("action").asText()).isEqualTo("invoke");
      assertThat(message.path("id").asText()).isEqualTo("answer-1");
      assertThat(message.path("modelId").asText()).isEqualTo(NOVA);
    }
  }

  @Test
  void stopsAnAnswerAndNotesWhatCameAfterwards() throws IOException {
    try (SingleWebSocketServer server =
            SingleWebSocketServer.of(
                SingleWebSocketServer.frames(START, content(1, "1 ")),
                SingleWebSocketServer.frames(content(2, "2 "), done(3, "stopped")));
        StoppableClient client = StoppableClient.webSocket(server.uri(), "token", NOVA)) {
      StoppedAnswer stoppedAnswer =
          client.stop(AnswerSpec.paced(100, 50), Duration.ofMillis(40)).orElseThrow();

      assertThat(server.received().getLast())
          .isEqualTo(
              """
              {"action":"stop","id":"answer-1"}\
              """);
      assertThat(Duration.ofNanos(stoppedAnswer.stopSentAt() - stoppedAnswer.answer().sentAt()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(40));
      assertThat(stoppedAnswer.timeToLastChunk())
          .isPositive()
          .isLessThanOrEqualTo(stoppedAnswer.timeToEnd());
    }
  }

  @Test
  void returnsNothingWhenTheAnswerCameToItsOwnEnd() throws IOException {
    try (SingleWebSocketServer server =
            SingleWebSocketServer.of(
                SingleWebSocketServer.frames(START, content(1, "1 ")),
                SingleWebSocketServer.frames(content(2, "2 "), done(3, "end_turn")));
        StoppableClient client = StoppableClient.webSocket(server.uri(), "token", NOVA)) {
      assertThat(client.stop(AnswerSpec.paced(100, 50), Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void failsWhenAMessageIsMissing() throws IOException {
    fails("not message 2 of answer-1", START, content(1, "1 "), content(3, "2 "), done(4, "end"));
  }

  @Test
  void failsWhenAPieceIsMissing() throws IOException {
    fails("1 pieces of 2 came", START, content(1, "1 "), done(2, "end"));
  }

  @Test
  void failsWhenPiecesChangedTheirOrder() throws IOException {
    fails("piece 1 came before", START, content(1, "2 1 "), done(2, "end"));
  }

  @Test
  void failsWhenAPieceWasDamaged() throws IOException {
    fails("not a stamped piece: x 2 ", START, content(1, "1 x 2 "), done(2, "end"));
  }

  @Test
  void failsWhenTheMessageIsAnotherAnswers() throws IOException {
    fails(
        "not message 1 of answer-1",
        START,
        content(1, "1 2 ").replace("answer-1", "answer-2"),
        done(2, "end"));
  }

  @Test
  void failsWhenSomethingFollowsTheEnd() throws IOException {
    fails("something came after", START, content(1, "1 2 "), done(2, "end"), content(3, "3 "));
  }

  @Test
  void failsWithWhatWasSaidWhenItIsAnError() throws IOException {
    fails("Too much.", "{\"id\":\"answer-1\",\"type\":\"error\",\"error\":\"Too much.\"}");
    fails("Internal server error", "{\"message\":\"Internal server error\"}");
  }

  @Test
  void failsWhenItIsNotLetIn() throws IOException {
    try (SingleWebSocketServer server =
        SingleWebSocketServer.refusing("HTTP/1.1 401 Unauthorized\r\n\r\n")) {
      assertThatThrownBy(() -> ModelClient.webSocket(server.uri(), "secret", NOVA))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("401 Unauthorized")
          .hasMessageNotContaining("secret");
    }
  }

  private static void fails(String why, String... messages) throws IOException {
    try (SingleWebSocketServer server =
            SingleWebSocketServer.of(SingleWebSocketServer.frames(messages));
        ModelClient modelClient = ModelClient.webSocket(server.uri(), "token", NOVA)) {
      assertThatThrownBy(() -> modelClient.ask(AnswerSpec.fast(2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(why);
    }
  }

  private static String content(int seq, String text) {
    return "{\"id\":\"answer-1\",\"seq\":%d,\"type\":\"content\",\"content\":\"%s\"}"
        .formatted(seq, text);
  }

  private static String done(int seq, String stopReason) {
    return "{\"id\":\"answer-1\",\"seq\":%d,\"type\":\"done\",\"stopReason\":\"%s\"}"
        .formatted(seq, stopReason);
  }
}
