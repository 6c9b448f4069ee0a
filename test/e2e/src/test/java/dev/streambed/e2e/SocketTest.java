package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Caller;
import dev.streambed.e2e.caller.SocketCaller;
import dev.streambed.e2e.product.Patience;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
import dev.streambed.local.vocabulary.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers on a WebSocket connection.
@ExtendWith(Products.class)
class SocketTest {

  private static final int PIECES = 150;

  @Test
  void carriesSeveralAnswersAtOnceEachInItsOrder(Product product) throws Exception {
    List<Ask> asks = new ArrayList<>();
    try (SocketCaller caller = connect(product)) {
      assertThat(caller.protocol()).isEqualTo("streambed.v1");
      for (int answer = 0; answer < 4; answer++) {
        asks.add(Ask.streamed("text=\"answer " + answer + " Grüße 🌊\" pieces=60 interval=5ms"));
        caller.invoke(asks.getLast());
      }
      for (Ask ask : asks) {
        JsonNode done = caller.last(ask);
        assertThat(done.path("type").asText()).isEqualTo("done");
        JsonNode entry = product.books().entry(done.path("requestId").asText());
        assertThat(caller.text(ask))
            .contains("answer " + asks.indexOf(ask))
            .contains("Grüße")
            .contains("🌊");
        assertThat(caller.messages(ask).getFirst().path("type").asText()).isEqualTo("start");
        assertThat(entry.path("transport").asText()).isEqualTo("web_socket");
        assertThat(entry.path("outcome").asText()).isEqualTo("complete");
        assertThat(done.at("/usage/outputTokens")).isEqualTo(entry.path("output_tokens"));
      }
    }
  }

  @Test
  void endsAStoppedAnswerAtOnceAndBillsAllOfIt(Product product) throws Exception {
    try (SocketCaller caller = connect(product)) {
      Ask ask = Ask.streamed("pieces=" + PIECES + " interval=20ms");
      caller.invoke(ask);
      caller.await(message -> message.path("type").asText().equals("content"));
      caller.stop(ask);
      JsonNode done = caller.last(ask);
      assertThat(done.path("stopReason").asText()).isEqualTo("stopped");
      JsonNode entry = product.books().entry(done.path("requestId").asText());
      assertThat(entry.path("outcome").asText()).isEqualTo("stopped");
      assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
      assertThat(entry.path("output_tokens").asInt()).isEqualTo(PIECES);
      assertThat(caller.messages(ask).getLast()).isEqualTo(done);
      caller.stop(ask);
      JsonNode refusal = caller.await(message -> message.path("code").asText().equals("not_found"));
      assertThat(refusal.path("id").asText()).isEqualTo(ask.marker());
      assertThat(refusal.has("seq")).isFalse();
    }
  }

  @Test
  void endsTheOutputWhenTheClientLeavesAndBillsAllOfIt(Product product) throws Exception {
    Ask ask = Ask.streamed("pieces=" + PIECES + " interval=20ms");
    String requestId;
    try (SocketCaller caller = connect(product)) {
      caller.invoke(ask);
      requestId =
          caller
              .await(message -> message.path("type").asText().equals("start"))
              .path("requestId")
              .asText();
      caller.await(message -> message.path("type").asText().equals("content"));
      caller.leave();
    }
    ReceivedRequest bedrock = product.awaitAsked(ask);
    assertThat(bedrock.awaitEnding(Duration.ofSeconds(30)))
        .isInstanceOf(ReceivedRequest.Ending.Complete.class);
    JsonNode entry = product.books().entry(requestId);
    assertThat(entry.path("outcome").asText()).isEqualTo("client_gone");
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(PIECES);
    assertThat(product.log().all())
        .noneMatch(line -> line.contains("post_failed") && line.contains(requestId));
  }

  @Test
  void asksWithAPromptInPartsInWhateverOrderTheyAreSent(Product product) throws Exception {
    try (SocketCaller caller = connect(product)) {
      Ask ask = Ask.streamed("text=\"as the model says\" rate=max");
      String filling = "\"system\":[{\"text\":\"" + "ü\\\"🌊".repeat(30_000) + "\"}],";
      String whole = SocketCaller.message(ask);
      int cut = whole.indexOf("\"messages\"");
      String message = whole.substring(0, cut) + filling + whole.substring(cut);
      List<String> parts = parts(ask.marker(), message, 7_000);
      assertThat(parts.size()).isBetween(10, 64);
      Collections.shuffle(parts, new Random(5));
      parts.forEach(caller::send);
      assertThat(caller.last(ask).path("type").asText()).isEqualTo("done");
      assertThat(caller.text(ask).strip()).isEqualTo("as the model says");
      String asked = new String(product.awaitAsked(ask).body(), StandardCharsets.UTF_8);
      assertThat(asked).contains(filling).doesNotContain("\"action\"");
    }
  }

  @Test
  void usesAnIdOnce(Product product) throws Exception {
    try (SocketCaller caller = connect(product)) {
      Ask ask = Ask.streamed("pieces=3 rate=max");
      caller.invoke(ask);
      caller.last(ask);
      caller.invoke(ask);
      JsonNode refusal =
          caller.await(message -> message.path("code").asText().equals("duplicate_id"));
      assertThat(refusal.path("id").asText()).isEqualTo(ask.marker());
      product.books().hasNothingOf(refusal.path("requestId").asText());
      assertThat(product.asked(ask)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello                                      | invalid_request",
        "{\"action\":\"invoke\",\"id\":\"a\"}       | invalid_request",
        "{\"action\":\"sing\",\"id\":\"a\"}         | unknown_action",
        "{\"type\":\"ping\"}                        | unknown_action",
        "{\"action\":\"stop\",\"id\":\"never-was\"} | not_found",
      })
  void tellsAtOnceWhatLeadsToNothing(String message, String code, Product product)
      throws Exception {
    try (SocketCaller caller = connect(product)) {
      caller.send(message);
      JsonNode refusal = caller.await(any -> any.path("type").asText().equals("error"));
      assertThat(refusal.path("code").asText()).isEqualTo(code);
      assertThat(refusal.has("seq")).isFalse();
      caller.send("{\"action\":\"ping\"}");
      caller.await(any -> any.path("type").asText().equals("pong"));
    }
  }

  @Test
  void letsNobodyInWithoutAToken(Product product) {
    URI uri = product.stack().webSocketUrl().orElseThrow();
    assertThat(SocketCaller.refusal(uri, "sb_short")).isEqualTo(401);
    Caller revoked = product.newCaller("{\"tokenStatus\": \"revoked\"}");
    assertThat(SocketCaller.refusal(uri, revoked.token())).isEqualTo(401);
    Caller suspended = product.newCaller("{\"status\": \"suspended\"}");
    assertThat(SocketCaller.refusal(uri, suspended.token())).isEqualTo(403);
    assertThat(product.log().all()).noneMatch(line -> line.contains(revoked.token()));
  }

  @Test
  void holdsToTheCustomersLimits(Product product) throws Exception {
    Caller limited = product.newCaller("{\"limits\": {\"requestsPerDay\": 1}}");
    URI uri = product.stack().webSocketUrl().orElseThrow();
    try (SocketCaller caller = SocketCaller.connect(uri, limited.token())) {
      Ask first = Ask.streamed("pieces=1 rate=max");
      caller.invoke(first);
      assertThat(caller.last(first).path("type").asText()).isEqualTo("done");
      Ask second = Ask.streamed("pieces=1 rate=max");
      caller.invoke(second);
      JsonNode refusal = caller.last(second);
      assertThat(refusal.path("code").asText()).isEqualTo("rate_limited");
      assertThat(refusal.path("retryAfter").asInt()).isBetween(1, 86_400);
      assertThat(product.asked(second)).isEmpty();
    }
  }

  @Test
  void leavesNoRowsOfAConnectionThatHasEnded(Product product) throws Exception {
    Caller owner = product.newCaller("{}");
    URI uri = product.stack().webSocketUrl().orElseThrow();
    try (SocketCaller caller = SocketCaller.connect(uri, owner.token())) {
      Ask ask = Ask.streamed("pieces=3 rate=max");
      caller.invoke(ask);
      String requestId = caller.last(ask).path("requestId").asText();
      String customer = product.books().entry(requestId).path("customer_id").asText();
      assertThat(connections(product)).anyMatch(row -> row.contains(customer));
      caller.leave();
      Patience.until(
          "the end of the connection's rows",
          () -> connections(product).stream().noneMatch(row -> row.contains(customer)));
    }
  }

  private static List<String> connections(Product product) {
    String sessions = product.stack().tables().withKey("connectionId", "item").orElseThrow();
    return product.stack().tables().items(sessions).stream()
        .map(String::valueOf)
        .filter(row -> row.contains("META"))
        .toList();
  }

  private static SocketCaller connect(Product product) {
    URI uri = product.stack().webSocketUrl().orElseThrow();
    return SocketCaller.connect(uri, product.caller().token());
  }

  private static List<String> parts(String id, String message, int size) {
    List<String> parts = new ArrayList<>();
    int count = Math.ceilDiv(message.length(), size);
    for (int index = 0; index < count; index++) {
      int to = Math.min(message.length(), (index + 1) * size);
      parts.add(
          Json.object()
              .put("action", "part")
              .put("id", id)
              .put("index", index)
              .put("last", index == count - 1)
              .put("data", message.substring(index * size, to))
              .toString());
    }
    return parts;
  }
}
