package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Errors that callers get when Bedrock fails, before and after the first byte.
@ExtendWith(ProductExtension.class)
class ErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "status=ValidationException,           400, invalid_request",
    "status=AccessDeniedException,         403, model_not_allowed",
    "status=ResourceNotFoundException,     404, not_found",
    "status=ModelErrorException,           424, model_error",
    "status=ThrottlingException,           429, model_throttled",
    "status=ServiceQuotaExceededException, 429, model_throttled",
    "status=InternalServerException,       502, upstream_error",
    "status=ModelNotReadyException,        503, unavailable",
    "status=ServiceUnavailableException,   503, unavailable",
    "status=ModelTimeoutException,         504, timeout",
  })
  void giveAStatusBeforeTheFirstByte(String fault, int status, String code, Product product)
      throws Exception {
    String cause = fault.substring("status=".length());
    for (FrontDoor frontDoor : FrontDoor.values()) {
      for (TestRequest testRequest :
          List.of(TestRequest.streamed(fault), TestRequest.buffered(fault))) {
        HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        checkObject(Answers.json(answer), code, answer);
        checkEntry(product, answer, code, cause);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "internalServerException,     upstream_error,  InternalServerException",
    "modelStreamErrorException,   model_error,     ModelStreamErrorException",
    "modelTimeoutException,       timeout,         ModelTimeoutException",
    "serviceUnavailableException, unavailable,     ServiceUnavailableException",
    "throttlingException,         model_throttled, ThrottlingException",
    "validationException,         invalid_request, ValidationException",
  })
  void endTheAnswerAfterTheFirstByte(String type, String code, String cause, Product product)
      throws Exception {
    for (FrontDoor frontDoor : FrontDoor.values()) {
      TestRequest testRequest = TestRequest.streamed("pieces=9 exception=" + type + "@3");
      HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
      List<StreamItem> items = Answers.items(frontDoor, answer);
      assertThat(Answers.texts(items)).hasSize(3);
      assertThat(items).hasSize(4);
      checkObject(((StreamItem.Failure) items.getLast()).json(), code, answer);
      checkEntry(product, answer, code, cause);
      assertThat(product.bedrockRequests(testRequest))
          .as("never asked again after a piece")
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void areAStatusWhenTheStreamFailsBeforeItsFirstPiece(FrontDoor frontDoor, Product product)
      throws Exception {
    HttpResponse<String> answer =
        product
            .caller()
            .ask(frontDoor, TestRequest.streamed("exception=modelStreamErrorException@0"));
    assertThat(answer.statusCode()).isEqualTo(424);
    checkObject(Answers.json(answer), "model_error", answer);
  }

  @ParameterizedTest
  @EnumSource
  void sayThatAnAnswerBrokeOff(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=500 cut=20000");
    HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
    List<StreamItem> items = Answers.items(frontDoor, answer);
    assertThat(items).hasSizeBetween(2, 499).last().isInstanceOf(StreamItem.Failure.class);
    checkObject(((StreamItem.Failure) items.getLast()).json(), "upstream_error", answer);
    assertThat(product.bedrockRequests(testRequest)).hasSize(1);
    JsonNode entry = product.ledger().entry(Answers.requestId(answer));
    assertThat(entry.path("outcome").asText()).isEqualTo("model_error");
    assertThat(entry.path("usage_source").asText()).isEqualTo("estimate");
    assertThat(entry.path("estimate_reason").asText()).isEqualTo("broken_off");
    assertThat(entry.path("output_tokens").asInt()).isBetween(items.size() - 1, 499);
  }

  @ParameterizedTest
  @EnumSource
  void ofThrottlingAreTriedAgainBeforeTheFirstPiece(FrontDoor frontDoor, Product product)
      throws Exception {
    for (TestRequest testRequest :
        List.of(
            TestRequest.streamed("pieces=3 throttle=2"),
            TestRequest.buffered("pieces=3 throttle=2"))) {
      HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(product.bedrockRequests(testRequest)).hasSize(3);
      JsonNode entry = product.ledger().entry(Answers.requestId(answer));
      assertThat(entry.path("outcome").asText()).isEqualTo("complete");
      assertThat(entry.path("output_tokens").asInt()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofThrottlingAreToldAfterThreeAttempts(FrontDoor frontDoor, Product product)
      throws Exception {
    TestRequest testRequest = TestRequest.streamed("throttle=3");
    HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
    assertThat(answer.statusCode()).isEqualTo(429);
    checkObject(Answers.json(answer), "model_throttled", answer);
    assertThat(product.bedrockRequests(testRequest)).hasSize(3);
  }

  private static void checkObject(JsonNode object, String code, HttpResponse<String> answer) {
    assertThat(object.path("code").asText()).isEqualTo(code);
    assertThat(object.path("requestId").asText()).isEqualTo(Answers.requestId(answer));
    assertThat(object.path("error").asText()).endsWith(".").doesNotContain("Exception");
    assertThat(object.size()).isEqualTo(3);
  }

  private static void checkEntry(
      Product product, HttpResponse<String> answer, String code, String cause)
      throws InterruptedException {
    JsonNode entry = product.ledger().entry(Answers.requestId(answer));
    assertThat(entry.path("event_type").asText()).isEqualTo("bedrock_error");
    assertThat(entry.path("error_code").asText()).isEqualTo(code);
    assertThat(entry.path("error_cause").asText()).isEqualTo(cause);
    assertThat(entry.path("outcome").asText())
        .isEqualTo(code.equals("timeout") ? "timeout" : "model_error");
  }
}
