package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.e2e.product.RequiredGuardrail;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Guardrails that the operators set, under the template's own policies.
@ExtendWith(ProductExtension.class)
class GuardrailsTest {

  private static final String BLOCKED = "guardrail text=\"Not that.\"";

  @ParameterizedTest
  @EnumSource
  void blockAPromptOnEveryFrontDoor(FrontDoor frontDoor, @RequiredGuardrail Product product)
      throws Exception {
    TestRequest testRequest = TestRequest.streamed(BLOCKED);
    HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
    assertThat(String.join("", Answers.texts(Answers.items(frontDoor, answer))))
        .isEqualTo("Not that.");
    ReceivedRequest request = product.bedrockRequests(testRequest).getFirst();
    assertThat(request.headers())
        .containsEntry("x-amzn-bedrock-guardrailidentifier", List.of("gr1"))
        .containsEntry("x-amzn-bedrock-guardrailversion", List.of("1"));
    assertThat(product.ledger().entry(Answers.requestId(answer)).path("guardrail").asText())
        .isEqualTo("gr1:1");
  }

  /// The trace, from which the units are read, quotes the prompt.
  @ParameterizedTest
  @EnumSource
  void areMeteredAndShowNothingOfTheirTrace(FrontDoor frontDoor, @RequiredGuardrail Product product)
      throws Exception {
    TestRequest testRequest = TestRequest.streamed("guardrail=output text=\"Not that.\"");
    HttpResponse<String> answer = product.caller().ask(frontDoor, testRequest);
    assertThat(Answers.text(Answers.items(frontDoor, answer))).isEqualTo("Not that.");
    assertThat(answer.body()).doesNotContain("trace", "modelOutput", testRequest.marker());
    assertThat(product.bedrockRequests(testRequest).getFirst().headers())
        .containsEntry("x-amzn-bedrock-trace", List.of("ENABLED"));
    JsonNode entry = product.ledger().entry(Answers.requestId(answer));
    assertThat(entry.path("guardrail_action").asText()).isEqualTo("INTERVENED");
    assertThat(entry.path("guardrail_topic_policy_units").asInt()).isEqualTo(2);
  }

  @Test
  void showNothingOfTheirTraceInADocument(@RequiredGuardrail Product product) throws Exception {
    TestRequest testRequest = TestRequest.buffered("guardrail=output text=\"Not that.\"");
    HttpResponse<String> answer = product.caller().ask(FrontDoor.FUNCTION_URL, testRequest);
    assertThat(answer.body())
        .contains("Not that.", "amazon-bedrock-guardrailAction")
        .doesNotContain("amazon-bedrock-trace", "modelOutput", testRequest.marker());
    JsonNode entry = product.ledger().entry(Answers.requestId(answer));
    assertThat(entry.path("guardrail_topic_policy_units").asInt()).isEqualTo(2);
  }

  @Test
  void areACustomersOwnWhereIamAllowsThem(@RequiredGuardrail Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=1");
    HttpCaller allowed = product.newCaller("{\"guardrail\": \"gr2:7\"}");
    HttpResponse<String> answer = allowed.ask(FrontDoor.FUNCTION_URL, testRequest);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(product.bedrockRequests(testRequest).getFirst().headers())
        .containsEntry("x-amzn-bedrock-guardrailidentifier", List.of("gr2"));

    HttpCaller unlisted = product.newCaller("{\"guardrail\": \"gr3:1\"}");
    HttpResponse<String> refused = unlisted.ask(FrontDoor.FUNCTION_URL, testRequest);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(product.ledger().entry(Answers.requestId(refused)).path("error_reason").asText())
        .isEqualTo("guardrail_not_permitted");
  }

  /// IAM refuses what the gateway would never send: another version of the deployment's guardrail.
  @Test
  void letTheFunctionInvokeNothingWithoutThem(@RequiredGuardrail Product product) throws Exception {
    HttpCaller otherVersion = product.newCaller("{\"guardrail\": \"gr1:2\"}");
    HttpResponse<String> refused =
        otherVersion.ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=1"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(product.ledger().entry(Answers.requestId(refused)).path("error_reason").asText())
        .isEqualTo("not_permitted");
  }

  @Test
  void cannotBeTurnedOffByTheirCallers(@RequiredGuardrail Product product) throws Exception {
    String body =
        TestRequest.buffered(BLOCKED)
            .body()
            .replaceFirst("\\{", "{\"amazon-bedrock-guardrailConfig\": {\"tagSuffix\": \"x\"},");
    HttpResponse<String> refused = product.caller().post(product.uri(FrontDoor.FUNCTION_URL), body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Answers.json(refused).path("error").asText())
        .startsWith("amazon-bedrock-guardrailConfig cannot be set here");
  }
}
