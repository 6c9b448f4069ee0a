package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which targets of an alias may be asked, and what a request reserves for all of them.
@Timeout(120)
class FallbackAdmissionTest extends FallbackScenario {

  @Test
  void passesOverWhatTheCustomerMayNotUse() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      gateway.putCustomer(
          Map.of("status", text("active"), "models", AttributeValue.fromSs(List.of(SECOND))));
      String body = "{\"modelId\":\"claude\"," + QUESTION;
      assertThat(call(gateway, "/bedrock/stream", body).body()).contains("Deep.");
      assertThat(asked).containsExactly("us-east-1 " + SECOND);
      assertThat(only(gateway))
          .containsEntry("model_id", text(SECOND))
          .doesNotContainKey("attempts");
    }
  }

  @Test
  void refusesWhatTheCustomerMayUseNothingOf() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      gateway.putCustomer(
          Map.of("status", text("active"), "models", AttributeValue.fromSs(List.of(NOVA))));
      CollectedResponse response =
          call(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + QUESTION);
      assertThat(response.prelude().statusCode()).isEqualTo(403);
      assertThat(asked).isEmpty();
    }
  }

  // Haiku costs 0.25 and 1.25 dollars a million, Sonnet in the US 3.30 and 16.50: 50 tokens of
  // answers are 62,500 and 825,000 nano-dollars.
  @ParameterizedTest
  @CsvSource({"0.0005, 402", "0.0025, 200"})
  void refusesWhatTheBudgetDoesNotCoverOfAllModels(String budget, int status) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      putBudget(gateway, budget);
      LambdaEvent alone =
          event(gateway, "/bedrock/stream", "{\"modelId\":\"" + CHEAP + "\"," + QUESTION)
              .withHeader("x-request-id", "alone");
      assertThat(gateway.call(alone).prelude().statusCode()).isEqualTo(200);
      asked.clear();
      CollectedResponse response =
          call(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + QUESTION);
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(status);
      assertThat(asked).hasSize(status == 200 ? 2 : 0);
      assertThat(gateway.records()).hasSize(status == 200 ? 2 : 1);
    }
  }

  @Test
  void refusesWhatTheTokensOfAMinuteDoNotCover() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, "claude=" + FIRST + "|" + SECOND, 60)) {
      Map<String, AttributeValue> limits = Map.of("tokensPerMinute", number(300));
      gateway.putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
      CollectedResponse both =
          call(gateway, "/bedrock/stream", "{\"modelId\":\"claude\"," + QUESTION);
      assertThat(both.prelude().statusCode()).isEqualTo(413);
      assertThat(asked).isEmpty();
      long fits = JSON.readTree(both.body()).path("maxTokens").asLong();
      assertThat(fits).as(both.body()).isBetween(1L, 49L);
      assertThat(status(gateway, fits + 1)).isEqualTo(413);
      assertThat(status(gateway, fits)).isEqualTo(200);
    }
  }

  /// Llama has a price, but none for writing a cache.
  @Test
  void passesOverWhatHasNoPriceForTheCall() throws Exception {
    String alias = "claude=" + FIRST + "|us.meta.llama3-3-70b-instruct-v1:0|" + SECOND;
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, alias, 60)) {
      putBudget(gateway, "1");
      CollectedResponse response =
          call(
              gateway,
              "/model/claude/converse",
              "{\"inferenceConfig\":{\"maxTokens\":50},\"messages\":[{\"role\":\"user\",\"content\":"
                  + "[{\"text\":\"How deep is it?\"},{\"cachePoint\":{\"type\":\"default\"}}]}]}");
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      assertThat(asked).containsExactly("us-east-1 " + FIRST, "us-east-1 " + SECOND);
      RecordedState.of(gateway).isSettled();
    }
  }

  @Test
  void asksAnyChatModelInAnApiThatIsNoModelsOwn() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, "any=" + FIRST + "|" + NOVA, 60)) {
      CollectedResponse response =
          call(gateway, "/v1/chat/completions", "{\"model\":\"any\"," + QUESTION);
      assertThat(response.body()).contains("Deep.", "\"model\":\"any\"");
      assertThat(asked).containsExactly("us-east-1 " + FIRST, "us-east-1 " + NOVA);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Claude's own body, which Nova does not understand.
        "/bedrock/stream | any | {'modelId':'any',",
        "/v1/messages | any | {'model':'any','stream':true,",
        // What only the first knows.
        "/model/any/converse-stream | any | {'additionalModelRequestFields':{'top_k':1},"
      })
  void passesOverWhatDoesNotUnderstandTheCall(String path, String alias, String members)
      throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleFirst(call));
        TestGateway gateway = gateway(bedrock, alias + "=" + FIRST + "|" + NOVA, 60)) {
      String question =
          path.endsWith("converse-stream") ? CONVERSE_QUESTION.substring(1) : QUESTION;
      CollectedResponse response = call(gateway, path, members.replace('\'', '"') + question);
      assertThat(response.prelude().statusCode()).isIn(429, 529);
      assertThat(asked).containsOnly("us-east-1 " + FIRST);
    }
  }

  @Test
  void takesNoVectorsOfAnotherModel() throws Exception {
    String alias = "vectors=" + TITAN + "|cohere.embed-english-v3|" + TITAN + "@eu-west-1";
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              ask(call);
              if (call.region().equals("us-east-1")) {
                call.error("429 No", "ThrottlingException", "{}");
              } else {
                call.answer(
                    Map.of("x-amzn-bedrock-input-token-count", "3"),
                    "{\"embedding\":[0.5],\"inputTextTokenCount\":3}"
                        .getBytes(StandardCharsets.UTF_8));
              }
            });
        TestGateway gateway = gateway(bedrock, alias, 60)) {
      CollectedResponse response =
          call(gateway, "/v1/embeddings", "{\"model\":\"vectors\",\"input\":[\"a\",\"b\"]}");
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      assertThat(asked).containsOnly("us-east-1 " + TITAN, "eu-west-1 " + TITAN);
      assertThat(only(gateway)).containsEntry("token_count", number(6));
      RecordedState.of(gateway).isSettled();
    }
  }
}
