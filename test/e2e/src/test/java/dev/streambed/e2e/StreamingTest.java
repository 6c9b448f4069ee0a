package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bedrock.fault.Release;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Door;
import dev.streambed.e2e.caller.EventStream;
import dev.streambed.e2e.caller.Item;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Products.class)
class StreamingTest {

  private static final int PIECES = 5;

  @AfterEach
  void letGo(Product product) throws InterruptedException {
    product.letGo();
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void showsEachPieceBeforeBedrockSendsTheNext(Door door, Product product) throws Exception {
    Release release = product.stack().bedrock().release();
    Ask ask = Ask.streamed("hold pieces=" + PIECES);
    CompletableFuture<EventStream> opening = product.caller().open(door, ask);
    ReceivedRequest bedrock = product.awaitAsked(ask);
    for (int piece = 1; piece <= PIECES; piece++) {
      release.pieces(1);
      assertThat(opening.join().next()).isInstanceOf(Item.Text.class);
      // It counts a piece a moment after it has sent it.
      assertThat(bedrock.piecesSent()).isBetween(piece - 1, piece);
    }
    try (EventStream stream = opening.join()) {
      assertThat(stream.rest()).containsExactly(new Item.Done());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void streamsServerSentEvents(Door door, Product product) throws Exception {
    HttpResponse<String> answer =
        product.caller().ask(door, Ask.streamed("pieces=3 text=\"one two \\\"drei\\\"\""));
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
        product.caller().ask(Door.REST_ARRAY, Ask.streamed("pieces=2 text=\"one two\""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo("[{\"content\":\"one\"},{\"content\":\" two\"},{\"done\": true}]");
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheUsageWhenAskedAndWritesTheSameDown(Door door, Product product) throws Exception {
    HttpResponse<String> answer = product.caller().ask(door, Ask.streamed("pieces=4").withUsage());
    JsonNode usage = Answers.usage(door, answer);
    JsonNode entry = product.books().entry(Answers.requestId(answer));
    assertThat(usage.path("outputTokens").asInt()).isEqualTo(4);
    assertThat(usage.path("inputTokens").asInt()).isPositive();
    assertThat(entry.path("output_tokens")).isEqualTo(usage.path("outputTokens"));
    assertThat(entry.path("input_tokens")).isEqualTo(usage.path("inputTokens"));
    assertThat(entry.path("cache_read_tokens")).isEqualTo(usage.path("cacheReadTokens"));
    assertThat(entry.path("cache_write_tokens")).isEqualTo(usage.path("cacheWriteTokens"));
    assertThat(entry.path("stop_reason")).isEqualTo(usage.path("stopReason"));
    assertThat(entry.path("token_count").asInt()).isEqualTo(entry.path("input_tokens").asInt() + 4);
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_stream");
    assertThat(entry.path("outcome").asText()).isEqualTo("complete");
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("transport").asText()).isEqualTo(door.transport());
  }

  @ParameterizedTest
  @EnumSource
  void givesBedrocksOwnDocumentWhenNoStreamIsAskedFor(Door door, Product product) throws Exception {
    Ask ask = Ask.whole("pieces=2 text=\"one two\"");
    HttpResponse<String> answer = product.caller().ask(door, ask);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    JsonNode document = Answers.json(answer);
    assertThat(document.at("/output/message/content/0/text").asText()).isEqualTo("one two");
    JsonNode entry = product.books().entry(Answers.requestId(answer));
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_invoke");
    assertThat(entry.path("output_tokens")).isEqualTo(document.at("/usage/outputTokens"));
    assertThat(entry.path("input_tokens")).isEqualTo(document.at("/usage/inputTokens"));
  }

  @Test
  void sendsBedrockTheModelsBodyAndNothingOfOurs(Product product) throws Exception {
    Ask ask = Ask.streamed("pieces=1").withUsage();
    product.caller().ask(Door.FUNCTION_URL, ask);
    String received = new String(product.awaitAsked(ask).body(), StandardCharsets.UTF_8);
    assertThat(received).startsWith("{\"inferenceConfig\":{").doesNotContain("modelId", "\"stream");
    assertThat(ask.body()).endsWith(received.substring(1));
  }

  /// Fifteen seconds without a byte, on both doors at once and before the first piece too.
  @Test
  void keepsSilentConnectionsAlive(Product product) throws Exception {
    Ask early = Ask.streamed("silence=16s@0 pieces=1");
    Ask late = Ask.streamed("silence=16s@1 pieces=2");
    List<CompletableFuture<EventStream>> streams =
        List.of(
            product.caller().open(Door.FUNCTION_URL, early),
            product.caller().open(Door.REST_STREAM, late));
    try (EventStream first = streams.getFirst().join();
        EventStream second = streams.getLast().join()) {
      assertThat(first.next()).isEqualTo(new Item.Ping());
      assertThat(first.next()).isInstanceOf(Item.Text.class);
      assertThat(first.rest()).containsExactly(new Item.Done());
      assertThat(second.next()).isInstanceOf(Item.Text.class);
      assertThat(second.next()).isEqualTo(new Item.Ping());
      assertThat(second.next()).isInstanceOf(Item.Text.class);
      assertThat(second.rest()).containsExactly(new Item.Done());
    }
  }
}
