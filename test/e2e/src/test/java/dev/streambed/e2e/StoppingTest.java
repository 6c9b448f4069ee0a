package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Caller;
import dev.streambed.e2e.caller.Door;
import dev.streambed.e2e.caller.EventStream;
import dev.streambed.e2e.caller.Item;
import dev.streambed.e2e.product.Patience;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers that their callers do not want to the end.
@ExtendWith(Products.class)
class StoppingTest {

  private static final int PIECES = 300;
  private static final String SLOWLY = "pieces=" + PIECES + " interval=10ms";

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void endsTheOutputAtOnceAndTheRecordIsBedrocks(Door door, Product product) throws Exception {
    Ask ask = Ask.streamed(SLOWLY);
    try (EventStream stream = product.caller().open(door, ask).join()) {
      assertThat(stream.next()).isInstanceOf(Item.Text.class);
      String requestId = stream.header("x-request-id");
      assertStopping(product.caller().stop(door, requestId), requestId);
      List<Item> items = untilDone(stream);
      assertSaysStopped(items.get(items.size() - 2), requestId);
      assertThat(items.subList(0, items.size() - 2)).allMatch(Item.Text.class::isInstance);
      assertThat(stream.rest()).as("no piece after it").isEmpty();
      ReceivedRequest bedrock = product.awaitAsked(ask);
      assertThat(bedrock.piecesSent()).as("it ends long before Bedrock does").isLessThan(PIECES);
      assertRecordIsBedrocks(product.books().entry(requestId), door);
      assertNotRunning(product.caller().stop(door, requestId));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void reachesAnAnswerWhoseFirstByteHasNotCome(Door door, Product product) throws Exception {
    Ask ask = Ask.streamed("silence=4s@0 pieces=3");
    String requestId = "early-" + UUID.randomUUID();
    CompletableFuture<EventStream> opening =
        product.caller().open(door, ask, "x-request-id", requestId);
    product.awaitAsked(ask);
    assertStopping(product.caller().stop(door, requestId), requestId);
    try (EventStream stream = opening.join()) {
      assertThat(stream.status()).isEqualTo(200);
      List<Item> items = untilDone(stream);
      assertThat(items).hasSize(2);
      assertSaysStopped(items.getFirst(), requestId);
    }
    JsonNode entry = product.books().entry(requestId);
    assertThat(entry.path("outcome").asText()).isEqualTo("stopped");
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY")
  void endsAnArrayToo(Door door, Product product) throws Exception {
    Ask ask = Ask.streamed(SLOWLY);
    String requestId = "array-" + UUID.randomUUID();
    CompletableFuture<HttpResponse<String>> asking = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            asking.complete(product.caller().ask(door, ask, "x-request-id", requestId));
          } catch (IOException | InterruptedException e) {
            asking.completeExceptionally(e);
          }
        });
    ReceivedRequest bedrock = product.awaitAsked(ask);
    Patience.until("the first pieces", () -> bedrock.piecesSent() > 2);
    assertStopping(product.caller().stop(door, requestId), requestId);
    List<Item> items = Answers.items(door, asking.join());
    assertThat(items).hasSizeBetween(2, PIECES).last().isEqualTo(new Item.Done());
    Item.Stopped stopped = (Item.Stopped) items.get(items.size() - 2);
    assertThat(stopped.json().path("stopReason").asText()).isEqualTo("stopped");
    assertThat(stopped.json().has("usage")).isTrue();
    assertRecordIsBedrocks(product.books().entry(requestId), door);
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void isForTheAnswersOwnCustomerOnly(Door door, Product product) throws Exception {
    Caller stranger = product.newCaller("{}");
    Caller nobody = product.caller("sb_" + "A".repeat(43));
    Ask ask = Ask.streamed("pieces=100 interval=10ms");
    String requestId = "mine-" + UUID.randomUUID();
    try (EventStream stream = product.caller().open(door, ask, "x-request-id", requestId).join()) {
      assertThat(stream.next()).isInstanceOf(Item.Text.class);
      assertNotRunning(stranger.stop(door, requestId));
      assertThat(nobody.stop(door, requestId).statusCode()).isEqualTo(401);
      assertThat(nobody.stop(door, "a.b").statusCode()).isEqualTo(401);
      assertNotRunning(product.caller().stop(door, "a.b"));
      assertNotRunning(product.caller().stop(door, "nothing-of-this-name"));
      HttpResponse<String> again = product.caller().ask(door, ask, "x-request-id", requestId);
      assertThat(again.statusCode()).as("one name, one answer").isEqualTo(409);
      assertThat(stranger.ask(door, Ask.streamed("pieces=1"), "x-request-id", requestId))
          .returns(200, HttpResponse::statusCode);
      assertThat(stream.rest()).hasSize(100).last().isEqualTo(new Item.Done());
    }
  }

  private static List<Item> untilDone(EventStream stream) throws IOException {
    List<Item> items = new ArrayList<>();
    do {
      items.add(stream.next());
    } while (!(items.getLast() instanceof Item.Done || items.getLast() instanceof Item.End));
    assertThat(items).last().isEqualTo(new Item.Done());
    return items;
  }

  private static void assertSaysStopped(Item item, String requestId) {
    assertThat(item).isInstanceOf(Item.Stopped.class);
    JsonNode json = ((Item.Stopped) item).json();
    assertThat(json.path("stopReason").asText()).isEqualTo("stopped");
    assertThat(json.path("requestId").asText()).isEqualTo(requestId);
    assertThat(json.path("usage").properties()).hasSize(4);
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

  private static void assertRecordIsBedrocks(JsonNode entry, Door door) {
    assertThat(entry.path("outcome").asText()).isEqualTo("stopped");
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_stream");
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(PIECES);
    assertThat(entry.path("transport").asText()).isEqualTo(door.transport());
  }
}
