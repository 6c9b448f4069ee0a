package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bedrock.fault.HeldChunks;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ProductExtension.class)
class StreamingTest {

  private static final int CHUNKS = 5;

  @AfterEach
  void letGo(Product product) throws InterruptedException {
    product.releaseHeldRequests();
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void showsEachPieceBeforeBedrockSendsTheNext(FrontDoor frontDoor, Product product)
      throws Exception {
    HeldChunks heldChunks = product.stack().bedrock().heldChunks();
    TestRequest testRequest = TestRequest.streamed("hold pieces=" + CHUNKS);
    CompletableFuture<SseResponse> opening = product.caller().open(frontDoor, testRequest);
    ReceivedRequest bedrock = product.awaitBedrockRequest(testRequest);
    for (int chunk = 1; chunk <= CHUNKS; chunk++) {
      heldChunks.release(1);
      assertThat(opening.join().next()).isInstanceOf(StreamItem.Text.class);
      // The endpoint counts a chunk shortly after it has sent it.
      assertThat(bedrock.chunksSent()).isBetween(chunk - 1, chunk);
    }
    try (SseResponse stream = opening.join()) {
      assertThat(stream.readAll()).containsExactly(new StreamItem.Done());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void streamsServerSentEvents(FrontDoor frontDoor, Product product) throws Exception {
    HttpResponse<String> answer =
        product
            .caller()
            .ask(frontDoor, TestRequest.streamed("pieces=3 text=\"one two \\\"drei\\\"\""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(answer.body())
        .isEqualTo(
            """
            data: {"content": "one"}

            data: {"content": " two"}

            data: {"content": " \\"drei\\""}

            data: [DONE]

            """);
  }

  @Test
  void givesAnArrayWhereApiGatewayHandsOutAnswersWhole(Product product) throws Exception {
    HttpResponse<String> answer =
        product
            .caller()
            .ask(FrontDoor.REST_ARRAY, TestRequest.streamed("pieces=2 text=\"one two\""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo("[{\"content\":\"one\"},{\"content\":\" two\"},{\"done\": true}]");
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheUsageWhenAskedAndWritesTheSameDown(FrontDoor frontDoor, Product product)
      throws Exception {
    HttpResponse<String> answer =
        product.caller().ask(frontDoor, TestRequest.streamed("pieces=4").withUsage());
    JsonNode usage = Answers.usage(frontDoor, answer);
    JsonNode entry = product.ledger().entry(Answers.requestId(answer));
    assertThat(usage.path("outputTokens").asInt()).isEqualTo(4);
    assertThat(usage.path("inputTokens").asInt()).isPositive();
    assertThat(entry.path("output_tokens")).isEqualTo(usage.path("outputTokens"));
    assertThat(entry.path("input_tokens")).isEqualTo(usage.path("inputTokens"));
    assertThat(entry.path("cache_read_tokens")).isEqualTo(usage.path("cacheReadTokens"));
    assertThat(entry.path("cache_write_tokens")).isEqualTo(usage.path("cacheWriteTokens"));
    assertThat(usage.path("costNanoUsd").asLong()).isPositive();
    assertThat(entry.path("cost_nano_usd")).isEqualTo(usage.path("costNanoUsd"));
    assertThat(entry.path("stop_reason")).isEqualTo(usage.path("stopReason"));
    assertThat(entry.path("token_count").asInt()).isEqualTo(entry.path("input_tokens").asInt() + 4);
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_stream");
    assertThat(entry.path("outcome").asText()).isEqualTo("complete");
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("transport").asText()).isEqualTo(frontDoor.transport());
  }

  @ParameterizedTest
  @EnumSource
  void givesBedrocksOwnDocumentWhenNoStreamIsAskedFor(FrontDoor frontDoor, Product product)
      throws Exception {
    TestRequest testRequest = TestRequest.buffered("pieces=2 text=\"one two\"");
    HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    JsonNode document = Answers.json(answer);
    assertThat(document.at("/output/message/content/0/text").asText()).isEqualTo("one two");
    JsonNode entry = product.ledger().entry(Answers.requestId(answer));
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_invoke");
    assertThat(entry.path("output_tokens")).isEqualTo(document.at("/usage/outputTokens"));
    assertThat(entry.path("input_tokens")).isEqualTo(document.at("/usage/inputTokens"));
  }

  @Test
  void sendsBedrockTheModelsBodyAndNothingOfOurs(Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=1").withUsage();
    product.caller().ask(FrontDoor.FUNCTION_URL, testRequest);
    String received =
        new String(product.awaitBedrockRequest(testRequest).body(), StandardCharsets.UTF_8);
    assertThat(received).startsWith("{\"inferenceConfig\":{").doesNotContain("modelId", "\"stream");
    assertThat(testRequest.body()).endsWith(received.substring(1));
  }

  /// Fifteen seconds without a byte, on both front doors at once, also before the first chunk.
  @Test
  void keepsSilentConnectionsAlive(Product product) throws Exception {
    TestRequest early = TestRequest.streamed("silence=16s@0 pieces=1");
    TestRequest late = TestRequest.streamed("silence=16s@1 pieces=2");
    List<CompletableFuture<SseResponse>> streams =
        List.of(
            product.caller().open(FrontDoor.FUNCTION_URL, early),
            product.caller().open(FrontDoor.REST_STREAM, late));
    try (SseResponse first = streams.getFirst().join();
        SseResponse second = streams.getLast().join()) {
      assertThat(first.next()).isEqualTo(new StreamItem.Ping());
      assertThat(first.next()).isInstanceOf(StreamItem.Text.class);
      assertThat(first.readAll()).containsExactly(new StreamItem.Done());
      assertThat(second.next()).isInstanceOf(StreamItem.Text.class);
      assertThat(second.next()).isEqualTo(new StreamItem.Ping());
      assertThat(second.next()).isInstanceOf(StreamItem.Text.class);
      assertThat(second.readAll()).containsExactly(new StreamItem.Done());
    }
  }
}
