package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.caller.WebSocketCaller;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An alias whose models are asked in turn, with the permissions of the synthesized role.
@ExtendWith(ProductExtension.class)
class FallbackTest {

  private static final String LITE = "amazon.nova-lite-v1:0";
  private static final String MICRO = "amazon.nova-micro-v1:0";

  @ParameterizedTest
  @EnumSource
  void asksTheSameModelInAnotherRegion(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest =
        TestRequest.streamed("pieces=3 status=503 only=" + LITE + "@us-east-1")
            .withModel(Product.FALLBACK);
    HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-streambed-model")).contains(LITE);
    assertThat(answer.headers().firstValue("x-streambed-region")).contains("us-west-2");
    JsonNode entry = product.ledger().entry(Answers.requestId(answer));
    assertThat(entry.path("model_id").asText()).isEqualTo(LITE);
    assertThat(entry.path("region").asText()).isEqualTo("us-west-2");
    assertThat(entry.path("attempts")).hasSize(2);
    assertThat(product.bedrockRequests(testRequest)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void asksTheNextModelWhenTheFirstIsThrottledEverywhere(FrontDoor frontDoor, Product product)
      throws Exception {
    TestRequest testRequest =
        TestRequest.buffered("pieces=3 throttle=9 only=" + LITE).withModel(Product.FALLBACK);
    HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-streambed-model")).contains(MICRO);
    assertThat(product.bedrockRequests(testRequest))
        .extracting(ReceivedRequest::modelId)
        .containsExactly(LITE, LITE, MICRO);
    assertThat(product.ledger().entry(Answers.requestId(answer)).path("usage_source").asText())
        .isEqualTo("bedrock");
  }

  @Test
  void asksTheNextModelOnAConnection(Product product) throws Exception {
    TestRequest testRequest =
        TestRequest.streamed("pieces=3 throttle=9 only=" + LITE).withModel(Product.FALLBACK);
    try (WebSocketCaller socket =
        WebSocketCaller.connect(
            product.stack().webSocketUrl().orElseThrow(), product.caller().apiKey())) {
      socket.invoke(testRequest);
      JsonNode done = socket.awaitLast(testRequest);
      assertThat(done.path("modelId").asText()).isEqualTo(MICRO);
      assertThat(product.ledger().entry(done.path("requestId").asText()).path("attempts"))
          .hasSize(3);
    }
  }
}
