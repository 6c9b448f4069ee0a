package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Authentication, and the models that a caller may use.
@ExtendWith(ProductExtension.class)
class AccessTest {

  private static final String NOT_DEPLOYED = "amazon.nova-pro-v1:0";

  private static final String ELSEWHERE =
      "arn:aws:bedrock:ap-southeast-2::foundation-model/amazon.nova-lite-v1:0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer sb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Bearer sb_short",
        "Bearer ",
        "Basic dXNlcjpwYXNzd29yZA==",
        "AWS4-HMAC-SHA256 Credential=a/b/c/execute-api/aws4_request, SignedHeaders=host, Signature=00",
      })
  void isRefusedToWhoeverHasNoToken(String authorization, Product product) throws Exception {
    for (FrontDoor frontDoor : FrontDoor.values()) {
      TestRequest testRequest = TestRequest.streamed("pieces=1");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(product.uri(frontDoor))
              .POST(BodyPublishers.ofString(testRequest.body()));
      checkUnauthenticated(HttpCaller.send(request.build()), product);
      request.header("authorization", authorization);
      checkUnauthenticated(HttpCaller.send(request.build()), product);
      assertThat(product.bedrockRequests(testRequest)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isGivenByEitherHeader(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=1");
    for (String header : new String[] {"x-api-key", "X-API-Key"}) {
      HttpRequest request =
          HttpRequest.newBuilder(product.uri(frontDoor))
              .header(header, product.caller().apiKey())
              .POST(BodyPublishers.ofString(testRequest.body()))
              .build();
      assertThat(HttpCaller.send(request).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWithTheToken(FrontDoor frontDoor, Product product) throws Exception {
    long now = Instant.now().getEpochSecond();
    for (String over :
        new String[] {
          "{\"tokenStatus\": \"revoked\"}",
          "{\"tokenStatus\": \"unheard-of\"}",
          "{\"tokenExpiresAt\": %d}".formatted(now - 1),
          "{\"tokenStatus\": \"deprecated\", \"tokenExpiresAt\": %d}".formatted(now - 1),
        }) {
      HttpCaller httpCaller = product.newCaller(over);
      checkUnauthenticated(httpCaller.ask(frontDoor, TestRequest.streamed("pieces=1")), product);
    }
    for (String valid :
        new String[] {
          "{\"tokenExpiresAt\": %d}".formatted(now + 600),
          "{\"tokenStatus\": \"deprecated\", \"tokenExpiresAt\": %d}".formatted(now + 600),
        }) {
      HttpResponse<String> answer =
          product.newCaller(valid).ask(frontDoor, TestRequest.streamed("pieces=1"));
      assertThat(answer.statusCode()).as(valid).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedToASuspendedCustomer(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=1");
    HttpResponse<String> answer =
        product.newCaller("{\"status\": \"suspended\"}").ask(frontDoor, testRequest);
    checkRefusal(answer, 403, "forbidden", product);
    assertThat(product.bedrockRequests(testRequest)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedToModelsThatAreNotTheCustomers(FrontDoor frontDoor, Product product)
      throws Exception {
    HttpCaller httpCaller = product.newCaller("{\"models\": [\"amazon.nova-micro-v1:0\"]}");
    TestRequest testRequest = TestRequest.streamed("pieces=1");
    HttpResponse<String> refused = httpCaller.ask(frontDoor, testRequest);
    checkRefusal(refused, 403, "model_not_allowed", product);
    assertThat(Answers.json(refused).path("error").asText())
        .startsWith("The model ")
        .endsWith(
            " is not on the list of models of this customer."
                + " GET /models lists those that may be used.");
    assertThat(product.bedrockRequests(testRequest)).isEmpty();
    HttpResponse<String> allowed =
        httpCaller.ask(frontDoor, testRequest.withModel("amazon.nova-micro-v1:0"));
    assertThat(allowed.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedToModelsThatAreNotDeployed(FrontDoor frontDoor, Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=1");
    HttpResponse<String> refused =
        product.caller().ask(frontDoor, testRequest.withModel(NOT_DEPLOYED));
    checkRefusal(refused, 403, "model_not_allowed", product);
    assertThat(Answers.json(refused).path("error").asText())
        .isEqualTo(
            "The model "
                + NOT_DEPLOYED
                + " is not deployed here. GET /models lists those that may be used.");
    assertThat(product.bedrockRequests(testRequest)).isEmpty();
  }

  /// The function calls Bedrock, because the ARN ends with the id of a deployed model, and the
  /// role's policy denies it.
  @ParameterizedTest
  @EnumSource
  void isRefusedByIamToModelsOfAnotherRegion(FrontDoor frontDoor, Product product)
      throws Exception {
    for (TestRequest testRequest :
        new TestRequest[] {TestRequest.streamed("pieces=1"), TestRequest.buffered("pieces=1")}) {
      HttpResponse<String> answer =
          product.caller().ask(frontDoor, testRequest.withModel(ELSEWHERE));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Answers.json(answer).path("code").asText()).isEqualTo("model_not_allowed");
      JsonNode entry = product.ledger().entry(Answers.requestId(answer));
      assertThat(entry.path("error_cause").asText()).isEqualTo("AccessDeniedException");
      assertThat(entry.path("error_reason").asText()).isEqualTo("not_permitted");
      assertThat(entry.path("error_message").asText())
          .startsWith("User: [arn] is not authorized to perform: bedrock:InvokeModel")
          .doesNotContain("arn:");
      assertThat(Answers.json(answer).path("error").asText())
          .startsWith("The model " + ELSEWHERE + " is not deployed here");
      assertThat(product.awaitBedrockRequest(testRequest).status()).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("123456789012", "assumed-role", "authorized");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                         | The body is not a JSON object.",
        "[]                                         | The body is not a JSON object.",
        "{                                          | The body is not a JSON object.",
        "{}                                         | modelId is required and must be a string.",
        "{\"modelId\": 7}                           | modelId is required and must be a string.",
        "{\"modelId\": \"a b\"}                     | modelId is not the id or the ARN of a model.",
        "{\"modelId\": \"a.b\", \"model\": \"a.c\"} | modelId and model name different models.",
        "{\"modelId\": \"a.b\", \"stream\": 1}      | stream must be true or false.",
        "{\"model\": \"a.b\", \"model\": \"a.b\"}   | model is given twice.",
      })
  void needsAQuestion(String body, String sentence, Product product) throws Exception {
    for (FrontDoor frontDoor : FrontDoor.values()) {
      HttpResponse<String> answer = product.caller().post(product.uri(frontDoor), body);
      checkRefusal(answer, 400, "invalid_request", product);
      assertThat(Answers.json(answer).path("error").asText()).isEqualTo(sentence);
    }
  }

  private static void checkUnauthenticated(HttpResponse<String> answer, Product product) {
    checkRefusal(answer, 401, "unauthenticated", product);
    assertThat(
            answer.headers().allValues("www-authenticate").size()
                + answer.headers().allValues("x-amzn-remapped-www-authenticate").size())
        .isEqualTo(1);
    assertThat(Answers.json(answer).path("error").asText())
        .isEqualTo("The token is missing or not valid.");
  }

  private static void checkRefusal(
      HttpResponse<String> answer, int status, String code, Product product) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode object = Answers.json(answer);
    assertThat(object.path("code").asText()).isEqualTo(code);
    assertThat(object.path("requestId").asText()).isEqualTo(Answers.requestId(answer));
    product.ledger().assertNoEntry(Answers.requestId(answer));
  }
}
