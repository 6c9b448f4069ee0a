package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.caller.WebSocketCaller;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.domain.Json;
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

/// Answers over WebSocket.
@ExtendWith(ProductExtension.class)
class WebSocketTest {

  private static final int CHUNKS = 150;

  @Test
  void carriesSeveralAnswersAtOnceEachInItsOrder(Product product) throws Exception {
    List<TestRequest> asks = new ArrayList<>();
    try (WebSocketCaller caller = connect(product)) {
      assertThat(caller.protocol()).isEqualTo("streambed.v1");
      for (int answer = 0; answer < 4; answer++) {
        asks.add(
            TestRequest.streamed("text=\"answer " + answer + " Grüße 🌊\" pieces=60 interval=5ms"));
        caller.invoke(asks.getLast());
      }
      for (TestRequest testRequest : asks) {
        JsonNode done = caller.awaitLast(testRequest);
        assertThat(done.path("type").asText()).isEqualTo("done");
        JsonNode entry = product.ledger().entry(done.path("requestId").asText());
        assertThat(caller.text(testRequest))
            .contains("answer " + asks.indexOf(testRequest))
            .contains("Grüße")
            .contains("🌊");
        assertThat(caller.messages(testRequest).getFirst().path("type").asText())
            .isEqualTo("start");
        assertThat(entry.path("transport").asText()).isEqualTo("web_socket");
        assertThat(entry.path("outcome").asText()).isEqualTo("complete");
        assertThat(done.at("/usage/outputTokens")).isEqualTo(entry.path("output_tokens"));
      }
    }
  }

  @Test
  void endsAStoppedAnswerAtOnceAndBillsAllOfIt(Product product) throws Exception {
    try (WebSocketCaller caller = connect(product)) {
      TestRequest testRequest = TestRequest.streamed("pieces=" + CHUNKS + " interval=20ms");
      caller.invoke(testRequest);
      caller.await(message -> message.path("type").asText().equals("content"));
      caller.stop(testRequest);
      JsonNode done = caller.awaitLast(testRequest);
      assertThat(done.path("stopReason").asText()).isEqualTo("stopped");
      JsonNode entry = product.ledger().entry(done.path("requestId").asText());
      assertThat(entry.path("outcome").asText()).isEqualTo("stopped");
      assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
      assertThat(entry.path("output_tokens").asInt()).isEqualTo(CHUNKS);
      assertThat(caller.messages(testRequest).getLast()).isEqualTo(done);
      caller.stop(testRequest);
      JsonNode refusal = caller.await(message -> message.path("code").asText().equals("not_found"));
      assertThat(refusal.path("id").asText()).isEqualTo(testRequest.marker());
      assertThat(refusal.has("seq")).isFalse();
    }
  }

  @Test
  void endsTheOutputWhenTheClientLeavesAndBillsAllOfIt(Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=" + CHUNKS + " interval=20ms");
    String requestId;
    try (WebSocketCaller caller = connect(product)) {
      caller.invoke(testRequest);
      requestId =
          caller
              .await(message -> message.path("type").asText().equals("start"))
              .path("requestId")
              .asText();
      caller.await(message -> message.path("type").asText().equals("content"));
      caller.closeAndWait();
    }
    ReceivedRequest bedrock = product.awaitBedrockRequest(testRequest);
    assertThat(bedrock.awaitOutcome(Duration.ofSeconds(30)))
        .isInstanceOf(ReceivedRequest.Outcome.Complete.class);
    JsonNode entry = product.ledger().entry(requestId);
    assertThat(entry.path("outcome").asText()).isEqualTo("client_gone");
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(CHUNKS);
    assertThat(product.log().all())
        .noneMatch(line -> line.contains("post_failed") && line.contains(requestId));
  }

  @Test
  void asksWithAPromptInPartsInWhateverOrderTheyAreSent(Product product) throws Exception {
    try (WebSocketCaller caller = connect(product)) {
      TestRequest testRequest = TestRequest.streamed("text=\"as the model says\" rate=max");
      String filling = "\"system\":[{\"text\":\"" + "ü\\\"🌊".repeat(30_000) + "\"}],";
      String whole = WebSocketCaller.message(testRequest);
      int cut = whole.indexOf("\"messages\"");
      String message = whole.substring(0, cut) + filling + whole.substring(cut);
      List<String> parts = parts(testRequest.marker(), message, 7_000);
      assertThat(parts.size()).isBetween(10, 64);
      Collections.shuffle(parts, new Random(5));
      parts.forEach(caller::send);
      assertThat(caller.awaitLast(testRequest).path("type").asText()).isEqualTo("done");
      assertThat(caller.text(testRequest).strip()).isEqualTo("as the model says");
      String received =
          new String(product.awaitBedrockRequest(testRequest).body(), StandardCharsets.UTF_8);
      assertThat(received).contains(filling).doesNotContain("\"action\"");
    }
  }

  @Test
  void usesAnIdOnce(Product product) throws Exception {
    try (WebSocketCaller caller = connect(product)) {
      TestRequest testRequest = TestRequest.streamed("pieces=3 rate=max");
      caller.invoke(testRequest);
      caller.awaitLast(testRequest);
      caller.invoke(testRequest);
      JsonNode refusal =
          caller.await(message -> message.path("code").asText().equals("duplicate_id"));
      assertThat(refusal.path("id").asText()).isEqualTo(testRequest.marker());
      product.ledger().assertNoEntry(refusal.path("requestId").asText());
      assertThat(product.bedrockRequests(testRequest)).hasSize(1);
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
    try (WebSocketCaller caller = connect(product)) {
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
    assertThat(WebSocketCaller.handshakeStatus(uri, "sb_short")).isEqualTo(401);
    HttpCaller revoked = product.newCaller("{\"tokenStatus\": \"revoked\"}");
    assertThat(WebSocketCaller.handshakeStatus(uri, revoked.apiKey())).isEqualTo(401);
    HttpCaller suspended = product.newCaller("{\"status\": \"suspended\"}");
    assertThat(WebSocketCaller.handshakeStatus(uri, suspended.apiKey())).isEqualTo(403);
    assertThat(product.log().all()).noneMatch(line -> line.contains(revoked.apiKey()));
  }

  @Test
  void holdsToTheCustomersLimits(Product product) throws Exception {
    HttpCaller limited = product.newCaller("{\"limits\": {\"requestsPerDay\": 1}}");
    URI uri = product.stack().webSocketUrl().orElseThrow();
    try (WebSocketCaller caller = WebSocketCaller.connect(uri, limited.apiKey())) {
      TestRequest first = TestRequest.streamed("pieces=1 rate=max");
      caller.invoke(first);
      assertThat(caller.awaitLast(first).path("type").asText()).isEqualTo("done");
      TestRequest second = TestRequest.streamed("pieces=1 rate=max");
      caller.invoke(second);
      JsonNode refusal = caller.awaitLast(second);
      assertThat(refusal.path("code").asText()).isEqualTo("rate_limited");
      assertThat(refusal.path("retryAfter").asInt()).isBetween(1, 86_400);
      assertThat(product.bedrockRequests(second)).isEmpty();
    }
  }

  @Test
  void leavesNoRowsOfAConnectionThatHasEnded(Product product) throws Exception {
    HttpCaller owner = product.newCaller("{}");
    URI uri = product.stack().webSocketUrl().orElseThrow();
    try (WebSocketCaller caller = WebSocketCaller.connect(uri, owner.apiKey())) {
      TestRequest testRequest = TestRequest.streamed("pieces=3 rate=max");
      caller.invoke(testRequest);
      String requestId = caller.awaitLast(testRequest).path("requestId").asText();
      String customer = product.ledger().entry(requestId).path("customer_id").asText();
      assertThat(connections(product)).anyMatch(row -> row.contains(customer));
      caller.closeAndWait();
      Eventually.until(
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

  private static WebSocketCaller connect(Product product) {
    URI uri = product.stack().webSocketUrl().orElseThrow();
    return WebSocketCaller.connect(uri, product.caller().apiKey());
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
