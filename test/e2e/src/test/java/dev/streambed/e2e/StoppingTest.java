package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers that their callers stop.
@ExtendWith(ProductExtension.class)
class StoppingTest {

  private static final int CHUNKS = 300;
  private static final String SLOWLY = "pieces=" + CHUNKS + " interval=10ms";

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void endsTheOutputAtOnceAndTheRecordIsBedrocks(FrontDoor frontDoor, Product product)
      throws Exception {
    TestRequest testRequest = TestRequest.streamed(SLOWLY);
    try (SseResponse stream = product.caller().open(frontDoor, testRequest).join()) {
      assertThat(stream.next()).isInstanceOf(StreamItem.Text.class);
      String requestId = stream.header("x-request-id");
      assertStopping(product.caller().stop(frontDoor, requestId), requestId);
      List<StreamItem> items = untilDone(stream);
      assertSaysStopped(items.get(items.size() - 2), requestId);
      assertThat(items.subList(0, items.size() - 2)).allMatch(StreamItem.Text.class::isInstance);
      assertThat(stream.readAll()).as("no piece after it").isEmpty();
      ReceivedRequest bedrock = product.awaitBedrockRequest(testRequest);
      assertThat(bedrock.chunksSent()).as("it ends long before Bedrock does").isLessThan(CHUNKS);
      assertRecordIsBedrocks(product.ledger().entry(requestId), frontDoor);
      assertNotRunning(product.caller().stop(frontDoor, requestId));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void reachesAnAnswerWhoseFirstByteHasNotCome(FrontDoor frontDoor, Product product)
      throws Exception {
    TestRequest testRequest = TestRequest.streamed("silence=4s@0 pieces=3");
    String requestId = "early-" + UUID.randomUUID();
    CompletableFuture<SseResponse> opening =
        product.caller().open(frontDoor, testRequest, "x-request-id", requestId);
    product.awaitBedrockRequest(testRequest);
    assertStopping(product.caller().stop(frontDoor, requestId), requestId);
    try (SseResponse stream = opening.join()) {
      assertThat(stream.status()).isEqualTo(200);
      List<StreamItem> items = untilDone(stream);
      assertThat(items).hasSize(2);
      assertSaysStopped(items.getFirst(), requestId);
    }
    JsonNode entry = product.ledger().entry(requestId);
    assertThat(entry.path("outcome").asText()).isEqualTo("stopped");
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY")
  void endsAnArrayToo(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed(SLOWLY);
    String requestId = "array-" + UUID.randomUUID();
    CompletableFuture<HttpResponse<String>> asking = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            asking.complete(
                product.caller().ask(frontDoor, testRequest, "x-request-id", requestId));
          } catch (IOException | InterruptedException e) {
            asking.completeExceptionally(e);
          }
        });
    ReceivedRequest bedrock = product.awaitBedrockRequest(testRequest);
    Eventually.until("the first pieces", () -> bedrock.chunksSent() > 2);
    assertStopping(product.caller().stop(frontDoor, requestId), requestId);
    List<StreamItem> items = Answers.items(frontDoor, asking.join());
    assertThat(items).hasSizeBetween(2, CHUNKS).last().isEqualTo(new StreamItem.Done());
    StreamItem.Stopped stopped = (StreamItem.Stopped) items.get(items.size() - 2);
    assertThat(stopped.json().path("stopReason").asText()).isEqualTo("stopped");
    assertThat(stopped.json().has("usage")).isTrue();
    assertRecordIsBedrocks(product.ledger().entry(requestId), frontDoor);
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void isForTheAnswersOwnCustomerOnly(FrontDoor frontDoor, Product product) throws Exception {
    HttpCaller stranger = product.newCaller("{}");
    HttpCaller nobody = product.caller("sb_" + "A".repeat(43));
    TestRequest testRequest = TestRequest.streamed("pieces=100 interval=10ms");
    String requestId = "mine-" + UUID.randomUUID();
    try (SseResponse stream =
        product.caller().open(frontDoor, testRequest, "x-request-id", requestId).join()) {
      assertThat(stream.next()).isInstanceOf(StreamItem.Text.class);
      assertNotRunning(stranger.stop(frontDoor, requestId));
      assertThat(nobody.stop(frontDoor, requestId).statusCode()).isEqualTo(401);
      assertThat(nobody.stop(frontDoor, "a.b").statusCode()).isEqualTo(401);
      assertNotRunning(product.caller().stop(frontDoor, "a.b"));
      assertNotRunning(product.caller().stop(frontDoor, "nothing-of-this-name"));
      HttpResponse<String> again =
          product.caller().ask(frontDoor, testRequest, "x-request-id", requestId);
      assertThat(again.statusCode()).as("one name, one answer").isEqualTo(409);
      assertThat(
              stranger.ask(frontDoor, TestRequest.streamed("pieces=1"), "x-request-id", requestId))
          .returns(200, HttpResponse::statusCode);
      assertThat(stream.readAll()).hasSize(100).last().isEqualTo(new StreamItem.Done());
    }
  }

  private static List<StreamItem> untilDone(SseResponse stream) throws IOException {
    List<StreamItem> items = new ArrayList<>();
    do {
      items.add(stream.next());
    } while (!(items.getLast() instanceof StreamItem.Done
        || items.getLast() instanceof StreamItem.End));
    assertThat(items).last().isEqualTo(new StreamItem.Done());
    return items;
  }

  private static void assertSaysStopped(StreamItem streamItem, String requestId) {
    assertThat(streamItem).isInstanceOf(StreamItem.Stopped.class);
    JsonNode json = ((StreamItem.Stopped) streamItem).json();
    assertThat(json.path("stopReason").asText()).isEqualTo("stopped");
    assertThat(json.path("requestId").asText()).isEqualTo(requestId);
    assertThat(json.path("usage").properties()).hasSize(5);
    assertThat(json.path("usage").has("costNanoUsd")).isTrue();
  }

  private static void assertStopping(HttpResponse<String> answer, String requestId) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(Answers.json(answer).path("requestId").asText()).isEqualTo(requestId);
    assertThat(Answers.json(answer).path("stopping").asBoolean()).isTrue();
  }

  private static void assertNotRunning(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat(Answers.json(answer).path("code").asText()).isEqualTo("not_found");
  }

  private static void assertRecordIsBedrocks(JsonNode entry, FrontDoor frontDoor) {
    assertThat(entry.path("outcome").asText()).isEqualTo("stopped");
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_stream");
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(CHUNKS);
    assertThat(entry.path("transport").asText()).isEqualTo(frontDoor.transport());
  }
}
