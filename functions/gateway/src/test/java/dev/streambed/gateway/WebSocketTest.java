package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers on a connection, from the handshake to the record.
@Timeout(120)
class WebSocketTest {

  private static final ScriptedBedrock.Script ANSWERS =
      (exchange, _) -> exchange.stream().chunk(EventStreamFrames.claude("one ", "two")).end();

  @Test
  void saysAnAnswerAndWritesItDown() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      assertThat(socket.invoke("a1").isMissingNode()).isTrue();
      List<JsonNode> messages = socket.whole("a1");
      socket.settle();
      assertThat(socket.text("a1")).isEqualTo("one two");
      assertThat(messages.getFirst().path("type").asText()).isEqualTo("start");
      assertThat(messages.getFirst().path("modelId").asText()).isEqualTo(TestGateway.MODEL);
      JsonNode done = messages.getLast();
      assertThat(done.path("type").asText()).isEqualTo("done");
      assertThat(done.path("stopReason").asText()).isEqualTo("end_turn");
      assertThat(done.at("/usage/outputTokens").asInt()).isEqualTo(34);
      String requestId = done.path("requestId").asText();
      assertThat(messages.getFirst().path("requestId").asText()).isEqualTo(requestId);
      assertThat(socket.stand().records()).hasSize(1);
      assertThat(socket.stand().records().getFirst())
          .containsEntry("request_id", text(requestId))
          .containsEntry("transport", text("web_socket"))
          .containsEntry("event_type", text("bedrock_stream"))
          .containsEntry("outcome", text("complete"))
          .containsEntry("output_tokens", number(34))
          .containsEntry("key_id", text(socket.stand().token().substring(0, 11)))
          .containsEntry("key_name", text("tests"));
      assertThat(socket.stand().lines()).hasSize(1);
    }
  }

  @Test
  void sendsTheModelItsOwnBodyOnly() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              bodies.add(new String(exchange.request(), StandardCharsets.UTF_8));
              exchange.stream().chunk(EventStreamFrames.claude("x")).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.say(
          WebSocketTestGateway.question("a1")
              .replace("\"stream\": true", "\"stream\":\"ignored\""));
      socket.whole("a1");
      assertThat(bodies).containsExactly("{" + TestGateway.REST);
    }
  }

  @Test
  void usesAnIdOncePerConnection() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      assertThat(socket.invoke("a1").path("code").asText()).isEqualTo("duplicate_id");
      socket.whole("a1");
      socket.settle();
      JsonNode again = socket.invoke("a1");
      assertThat(again.path("code").asText()).isEqualTo("duplicate_id");
      assertThat(again.path("id").asText()).isEqualTo("a1");
      assertThat(socket.stand().admitted()).isEqualTo(1);
      assertThat(socket.stand().records()).hasSize(1);
    }
  }

  @Test
  void writesSeveralAnswersAtOnceEachInItsOrder() throws Exception {
    CountDownLatch all = new CountDownLatch(5);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, number) -> {
              exchange.stream();
              all.countDown();
              all.await();
              for (int chunk = 0; chunk < 50; chunk++) {
                exchange.chunk(EventStreamFrames.claudeChunk("p" + chunk + " "));
              }
              exchange.chunk(EventStreamFrames.claudeEnd()).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      for (int answer = 0; answer < 5; answer++) {
        socket.invoke("a" + answer);
      }
      for (int answer = 0; answer < 5; answer++) {
        List<JsonNode> messages = socket.whole("a" + answer);
        assertThat(messages.stream().map(message -> message.path("seq").asInt()).toList())
            .isEqualTo(IntStream.range(0, messages.size()).boxed().toList());
        assertThat(socket.text("a" + answer)).startsWith("p0 p1 ").endsWith("p48 p49 ");
      }
      socket.settle();
      assertThat(socket.stand().records()).hasSize(5);
    }
  }

  @Test
  void tellsOfAFailureInItsPlace() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) ->
                exchange.error("403 No", "AccessDeniedException", "{\"message\":\"arn:secret\"}"));
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      List<JsonNode> messages = socket.whole("a1");
      socket.settle();
      assertThat(WebSocketTestGateway.types(messages)).containsExactly("start", "error");
      assertThat(messages.getLast().path("code").asText()).isEqualTo("model_not_allowed");
      assertThat(messages.getLast().path("seq").asInt()).isEqualTo(1);
      assertThat(messages.toString()).doesNotContain("secret");
      assertThat(socket.stand().records().getFirst())
          .containsEntry("error_code", text("model_not_allowed"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429, 500})
  void tellsAtOnceWhenAnAnswerCannotBeHandedOn(int status) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoked(status);
      assertThat(socket.invoke("a1").path("code").asText()).isEqualTo("unavailable");
      assertThat(socket.stand().lines()).noneMatch(line -> line.contains("gateway_error"));
      assertThat(socket.stand().records()).hasSize(1);
      assertThat(socket.stand().records().getFirst())
          .containsEntry("outcome", text("not_started"))
          .containsEntry("error_code", text("unavailable"))
          .containsEntry("transport", text("web_socket"))
          .containsEntry("usage_source", text("none"));
      socket.invoked(202);
      assertThat(socket.invoke("a1").isMissingNode()).isTrue();
      socket.whole("a1");
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void leavesAnAnswerAloneThatBeganThoughNobodySaidSo() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.loseNextAnswerOfLambda();
      socket.invoked(500);
      assertThat(socket.invoke("a1").isMissingNode()).as("is told of no failure").isTrue();
      assertThat(WebSocketTestGateway.types(socket.whole("a1"))).containsOnlyOnce("start", "done");
      assertThat(bedrock.requests()).isEqualTo(1);
      assertThat(socket.stand().records()).hasSize(1);
      assertThat(socket.stand().records().getFirst()).containsEntry("outcome", text("complete"));
      assertThat(socket.invoke("a1").path("code").asText()).isEqualTo("duplicate_id");
    }
  }

  @Test
  void writesAnAnswerOnceHoweverOftenLambdaDeliversItsEvent() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.deliveries(3);
      socket.invoke("a1");
      socket.whole("a1");
      socket.settle();
      assertThat(bedrock.requests()).isEqualTo(1);
      assertThat(WebSocketTestGateway.types(socket.messages("a1")))
          .containsOnlyOnce("start", "done");
      assertThat(socket.stand().records()).hasSize(1);
    }
  }

  @Test
  void doesNotTrustAnEventWithoutItsRow() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri());
        WebSocketTestGateway other = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.deliveries(0);
      socket.invoke("a1");
      String event = socket.lambda().received().getFirst().body();
      String elsewhere = event.replace(socket.connection(), other.connection());
      assertThat(elsewhere).isNotEqualTo(event);
      other.handOn(elsewhere);
      assertThat(bedrock.requests()).isZero();
      assertThat(other.messages("a1")).isEmpty();
    }
  }

  @Test
  void triesAMessageAgainAsItWasAndInItsPlace() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(ANSWERS);
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      int[] refusals = {3};
      socket.client(_ -> refusals[0]-- > 0 ? 429 : 200);
      socket.invoke("a1");
      List<JsonNode> messages = socket.whole("a1");
      assertThat(messages.stream().map(message -> message.path("seq").asInt()).toList())
          .isEqualTo(IntStream.range(0, messages.size()).boxed().toList());
      assertThat(socket.text("a1")).isEqualTo("one two");
    }
  }
}
