package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Callers that disconnect during an answer: Lambda does not inform the function, and Bedrock bills
/// the rest.
@ExtendWith(ProductExtension.class)
class ClientDisconnectTest {

  private static final int CHUNKS = 150;

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void areStillBilledForTheWholeAnswer(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=" + CHUNKS + " interval=10ms");
    String requestId = leaveAfterTwoChunks(frontDoor, testRequest, product);
    ReceivedRequest bedrock = product.awaitBedrockRequest(testRequest);
    assertThat(bedrock.awaitOutcome(Duration.ofSeconds(30)))
        .isInstanceOf(ReceivedRequest.Outcome.Complete.class);
    assertThat(bedrock.chunksSent()).isGreaterThanOrEqualTo(CHUNKS);
    JsonNode entry = product.ledger().entry(requestId);
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(CHUNKS);
    assertThat(entry.path("usage_source").asText()).isEqualTo("bedrock");
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_stream");
    assertThat(entry.path("outcome").asText()).isIn("client_gone", "complete");
    assertThat(product.caller().ask(frontDoor, TestRequest.streamed("pieces=1")).statusCode())
        .isEqualTo(200);
  }

  private static String leaveAfterTwoChunks(
      FrontDoor frontDoor, TestRequest testRequest, Product product) throws Exception {
    try (SseResponse stream = product.caller().open(frontDoor, testRequest).join()) {
      assertThat(stream.next()).isInstanceOf(StreamItem.Text.class);
      assertThat(stream.next()).isInstanceOf(StreamItem.Text.class);
      return stream.header("x-request-id");
    }
  }
}
