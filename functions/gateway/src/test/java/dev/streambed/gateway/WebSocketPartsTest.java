package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Prompts that are longer than one frame.
@Timeout(120)
class WebSocketPartsTest {

  @Test
  void asksWithPartsInWhateverOrderTheyCome() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              bodies.add(new String(exchange.request(), StandardCharsets.UTF_8));
              exchange.stream().chunk(EventStreamFrames.claude("x")).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      String rest = "\"messages\":[\"" + "Grüße 🌊 ".repeat(20_000) + "\"]}";
      List<String> parts = parts("a1", question("a1", rest), 9);
      Collections.shuffle(parts.subList(0, parts.size() - 1), new Random(3));
      for (String part : parts) {
        assertThat(socket.say(part).isMissingNode()).isTrue();
      }
      assertThat(WebSocketTestGateway.types(socket.whole("a1"))).endsWith("done");
      socket.settle();
      assertThat(bodies).containsExactly("{" + rest);
      assertThat(socket.stand().sessions(socket.connection()))
          .noneMatch(row -> String.valueOf(row.get("item")).contains("PART#"));
    }
  }

  @Test
  void startsOnceWhenAllPartsComeAtOnce() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri());
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Callable<JsonNode>> says = new ArrayList<>();
      for (String part : parts("a1", question("a1", "\"a\":\"" + "x".repeat(9_000) + "\"}"), 16)) {
        says.add(() -> socket.say(part));
      }
      Collections.reverse(says);
      for (Future<JsonNode> said : threads.invokeAll(says)) {
        assertThat(said.get().isMissingNode()).isTrue();
      }
      assertThat(WebSocketTestGateway.types(socket.whole("a1"))).endsWith("done");
      socket.settle();
      assertThat(socket.lambda().received()).hasSize(1);
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void keepsCharactersWholeThatPartsWereCutWithin() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              bodies.add(new String(exchange.request(), StandardCharsets.UTF_8));
              exchange.stream().chunk(EventStreamFrames.claude("x")).end();
            });
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      String message = question("a1", "\"a\":\"🌊\"}");
      int within = message.indexOf("🌊") + 1;
      socket.say(part("a1", 0, false, message.substring(0, within)));
      socket.say(part("a1", 1, true, message.substring(within)));
      socket.whole("a1");
      assertThat(bodies).containsExactly("{\"a\":\"🌊\"}");
    }
  }

  @Test
  void tellsWhichPartsAreMissing() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.say(part("a1", 1, false, "x"));
      JsonNode refusal = socket.say(part("a1", 3, true, "y"));
      check(refusal, "invalid_request", "Parts are missing: 0, 2.");
      check(
          socket.say(part("a1", 0, false, "z")),
          "invalid_request",
          "This id was used on this connection before.");
      assertThat(socket.lambda().received()).isEmpty();
      assertThat(socket.stand().counters()).isEmpty();
    }
  }

  @Test
  void refusesARepeatedPartAndAsksNothingWithTheRest() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.say(part("a1", 0, false, "x"));
      check(socket.say(part("a1", 0, false, "x")), "invalid_request", "Part 0 was sent twice.");
      assertThat(socket.say(part("a1", 1, true, "y")).path("code").asText())
          .isEqualTo("invalid_request");
      assertThat(socket.lambda().received()).isEmpty();
    }
  }

  @Test
  void refusesAPartBehindTheLast() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.say(part("a1", 5, false, "x"));
      check(
          socket.say(part("a1", 2, true, "y")), "invalid_request", "Part 5 comes after the last.");
    }
  }

  @Test
  void refusesTwoEnds() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri());
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<JsonNode> waits = threads.submit(() -> socket.say(part("a1", 5, true, "x")));
      WebSocketTestGateway.until(() ->
          socket.stand().sessions(socket.connection()).stream()
              .anyMatch(row -> row.containsKey("lastCount")));
      check(
          socket.say(part("a1", 2, true, "y")),
          "invalid_request",
          "Two parts are said to be the last.");
      assertThat(waits.get().isMissingNode()).isTrue();
    }
  }

  @Test
  void refusesPartsOfAnIdThatIsUsed() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      socket.invoke("a1");
      check(
          socket.say(part("a1", 0, false, "x")),
          "invalid_request",
          "This id was used on this connection before.");
      socket.say(part("a2", 0, false, "x"));
      assertThat(socket.invoke("a2").path("code").asText()).isEqualTo("duplicate_id");
      assertThat(WebSocketTestGateway.types(socket.whole("a1"))).endsWith("done");
    }
  }

  @Test
  void refusesPartsThatAreNoneAndPartsThatMakeNoQuestion() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      for (String wrong :
          List.of(
              "\"index\":64,\"data\":\"\"",
              "\"index\":-1,\"data\":\"\"",
              "\"index\":1.5,\"data\":\"\"",
              "\"data\":\"\"",
              "\"index\":0",
              "\"index\":0,\"data\":\"\",\"last\":1")) {
        JsonNode refusal = socket.say("{\"action\":\"part\",\"id\":\"a1\"," + wrong + "}");
        assertThat(refusal.path("code").asText()).isEqualTo("invalid_request");
        assertThat(refusal.path("id").asText()).isEqualTo("a1");
      }
      check(
          socket.say(part("a1", 0, true, "{\"modelId\":7}")),
          "invalid_request",
          "modelId is required and must be a string.");
    }
  }

  @Test
  void refusesMoreThanAMegabyte() throws Exception {
    try (ScriptedBedrock bedrock = answering();
        WebSocketTestGateway socket = WebSocketTestGateway.connected(bedrock.uri())) {
      String data = "é".repeat(60_000);
      int index = 0;
      JsonNode answer = socket.say(part("a1", index, false, data));
      while (answer.isMissingNode()) {
        index++;
        answer = socket.say(part("a1", index, false, data));
      }
      assertThat(index).isEqualTo(8);
      assertThat(answer.path("code").asText()).isEqualTo("request_too_large");
    }
  }

  private static ScriptedBedrock answering() throws Exception {
    return ScriptedBedrock.start(
        (exchange, _) -> exchange.stream().chunk(EventStreamFrames.claude("one")).end());
  }

  private static void check(JsonNode refusal, String code, String sentence) {
    assertThat(refusal.path("code").asText()).isEqualTo(code);
    assertThat(refusal.path("error").asText()).isEqualTo(sentence);
  }

  private static String question(String id, String rest) {
    return "{\"action\":\"invoke\",\"id\":\"" + id + "\"," + TestGateway.members(true) + rest;
  }

  private static List<String> parts(String id, String message, int count) {
    List<String> parts = new ArrayList<>();
    int size = message.length() / count + 1;
    for (int index = 0; index < count; index++) {
      int to = Math.min(message.length(), (index + 1) * size);
      parts.add(part(id, index, index == count - 1, message.substring(index * size, to)));
    }
    return parts;
  }

  private static String part(String id, int index, boolean last, String data) {
    return "{\"action\":\"part\",\"id\":\"%s\",\"index\":%d,\"last\":%s,\"data\":%s}"
        .formatted(id, index, last, new JsonString(data).write());
  }
}
