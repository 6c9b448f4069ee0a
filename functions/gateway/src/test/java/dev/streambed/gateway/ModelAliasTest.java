package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Other names of models, in every API.
@Timeout(60)
class ModelAliasTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          Settings.MODELS,
          TestGateway.MODEL,
          Settings.MODEL_ALIASES,
          "haiku=" + TestGateway.MODEL + ",claude-*=" + TestGateway.MODEL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/bedrock | {'modelId':'haiku','stream':true,'max_tokens':5,'messages':[]}",
        "/model/claude-9/invoke-with-response-stream | {'max_tokens':5,'messages':[]}",
        "/v1/messages | {'model':'claude-9','stream':true,'max_tokens':5,'messages':[]}"
      })
  void isTheModelThatIsCalledAndBilled(String path, String body) throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (call, _) -> call.stream().chunk(EventStreamFrames.claude("Deep.")).end());
        TestGateway gateway = TestGateway.before(bedrock.uri(), ENVIRONMENT)) {
      LambdaEvent event =
          LambdaEvent.functionUrl("POST", path)
              .withHeader("authorization", "Bearer " + gateway.token())
              .withBody(body.replace('\'', '"'));
      CollectedResponse response = gateway.call(event);
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      assertThat(gateway.records())
          .singleElement()
          .satisfies(item ->
              assertThat(item)
                  .containsEntry("model_id", text(TestGateway.MODEL))
                  .containsEntry("usage_source", text("bedrock")));
    }
  }

  @Test
  void isListedWhereClientsLookForNames() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri(), ENVIRONMENT)) {
      LambdaEvent event =
          LambdaEvent.functionUrl("GET", "/v1/models")
              .withHeader("authorization", "Bearer " + gateway.token());
      assertThat(gateway.call(event).body())
          .contains("\"id\":\"haiku\"", "\"id\":\"" + TestGateway.MODEL + "\"")
          .doesNotContain("claude-*");
    }
  }
}
