package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Door;
import dev.streambed.e2e.caller.EventStream;
import dev.streambed.e2e.caller.Item;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Callers that leave in mid-answer: Lambda does not tell the function, and Bedrock bills the rest.
@ExtendWith(Products.class)
class LostCallersTest {

  private static final int PIECES = 150;

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void areStillBilledForTheWholeAnswer(Door door, Product product) throws Exception {
    Ask ask = Ask.streamed("pieces=" + PIECES + " interval=10ms");
    String requestId = leaveAfterTwoPieces(door, ask, product);
    ReceivedRequest bedrock = product.awaitAsked(ask);
    assertThat(bedrock.awaitEnding(Duration.ofSeconds(30)))
        .isInstanceOf(ReceivedRequest.Ending.Complete.class);
    assertThat(bedrock.piecesSent()).isGreaterThanOrEqualTo(PIECES);
    JsonNode entry = product.books().entry(requestId);
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(PIECES);
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_stream");
    assertThat(entry.path("outcome").asText()).isIn("client_gone", "complete");
    assertThat(product.caller().ask(door, Ask.streamed("pieces=1")).statusCode()).isEqualTo(200);
  }

  private static String leaveAfterTwoPieces(Door door, Ask ask, Product product) throws Exception {
    try (EventStream stream = product.caller().open(door, ask).join()) {
      assertThat(stream.next()).isInstanceOf(Item.Text.class);
      assertThat(stream.next()).isInstanceOf(Item.Text.class);
      return stream.header("x-request-id");
    }
  }
}
