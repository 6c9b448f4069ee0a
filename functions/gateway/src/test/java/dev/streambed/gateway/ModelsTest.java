package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CollectedResponse.Way;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which models a caller may use, through the whole function.
@Timeout(60)
class ModelsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOVA = "global.amazon.nova-2-lite-v1:0";
  private static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
  private static final String IMPORTED =
      "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123";

  private ScriptedBedrock bedrock;
  private TestGateway testGateway;

  @BeforeEach
  void start() throws IOException {
    bedrock = ScriptedBedrock.start((exchange, _) -> exchange.stream().end());
    testGateway = standWith(NOVA + "," + HAIKU + "," + IMPORTED);
  }

  @AfterEach
  void stop() throws IOException {
    testGateway.close();
    bedrock.close();
  }

  @Test
  void namesEveryDeployedModelWithItsPricesInTheTeamsOrder() throws IOException {
    CollectedResponse response = testGateway.call(mine(LambdaEvent.functionUrl("GET", "/models")));
    assertThat(response.way()).isEqualTo(Way.STREAM);
    assertThat(response.header("content-type")).isEqualTo("application/json");
    JsonNode models = JSON.readTree(response.body()).get("models");
    assertThat(ids(models)).containsExactly(NOVA, HAIKU, IMPORTED);
    JsonNode haiku = models.get(1);
    assertThat(haiku.get("name").asText()).isEqualTo("Claude 3 Haiku");
    assertThat(haiku.get("provider").asText()).isEqualTo("Anthropic");
    assertThat(haiku.get("kind").asText()).isEqualTo("text");
    assertThat(haiku.at("/usdPerMillionTokens/input").asDouble()).isEqualTo(0.25);
    assertThat(haiku.at("/usdPerMillionTokens/output").asDouble()).isEqualTo(1.25);
  }

  @Test
  void listsThemAsOpenAiDoes() throws IOException {
    for (String path : List.of("/v1/models", "/openai/v1/models")) {
      CollectedResponse response = testGateway.call(mine(LambdaEvent.functionUrl("GET", path)));
      JsonNode list = JSON.readTree(response.body());
      assertThat(list.get("object").asText()).isEqualTo("list");
      assertThat(ids(list.get("data"))).containsExactly(NOVA, HAIKU, IMPORTED);
      assertThat(list.get("data").get(1).toString())
          .isEqualTo(
              "{\"id\":\"%s\",\"object\":\"model\",\"created\":0,\"owned_by\":\"Anthropic\"}"
                  .formatted(HAIKU));
      assertThat(list.get("data").get(2).get("owned_by").asText()).isEqualTo("bedrock");
    }
  }

  @Test
  void describesOneAsOpenAiDoes() throws IOException {
    for (String id : List.of(HAIKU, HAIKU.replace(":", "%3A"), IMPORTED.replace("/", "%2F"))) {
      CollectedResponse response =
          testGateway.call(mine(LambdaEvent.functionUrl("GET", "/v1/models/" + id)));
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(response.body()).get("object").asText()).isEqualTo("model");
    }
  }

  @Test
  void refusesAModelAsOpenAiDoes() throws IOException {
    allow(NOVA);
    CollectedResponse hidden =
        testGateway.call(mine(LambdaEvent.functionUrl("GET", "/v1/models/" + HAIKU)));
    assertThat(hidden.prelude().statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(hidden.body()).at("/error/code").asText())
        .isEqualTo("model_not_found");
    CollectedResponse unknown = testGateway.call(LambdaEvent.functionUrl("GET", "/v1/models"));
    assertThat(unknown.prelude().statusCode()).isEqualTo(401);
    assertThat(JSON.readTree(unknown.body()).at("/error/code").asText())
        .isEqualTo("invalid_api_key");
  }

  @Test
  void saysNothingOfAPriceThatItDoesNotKnow() throws IOException {
    JsonNode imported = models().get(2);
    assertThat(imported.get("name").asText()).isEqualTo("Imported Model abc123");
    assertThat(imported.has("usdPerMillionTokens")).isFalse();
    assertThat(imported.has("provider")).isFalse();
  }

  @Test
  void leavesOutWhatTheCustomerMayNotUse() throws IOException {
    allow(HAIKU, "amazon.nova-pro-v1:0");
    assertThat(ids(models())).containsExactly(HAIKU);
  }

  @Test
  void leavesOutWhatTheKeyOfAPageMayNotUse() throws IOException {
    LambdaEvent issue = mine(LambdaEvent.functionUrl("POST", "/tokens"));
    String wish = "{\"models\": [\"" + NOVA + "\"]}";
    String key = JSON.readTree(testGateway.call(issue.withBody(wish)).body()).get("token").asText();
    LambdaEvent lambdaEvent = LambdaEvent.rest("GET", "/models").withHeader("x-api-key", key);
    CollectedResponse response = testGateway.call(lambdaEvent);
    assertThat(response.way()).isEqualTo(Way.PROXY);
    assertThat(ids(JSON.readTree(response.body()).get("models"))).containsExactly(NOVA);
  }

  @Test
  void refusesAModelThatIsNotDeployedAndSaysWhereToFindOthers() throws IOException {
    String members = "\"modelId\": \"eu.amazon.nova-pro-v1:0\", ";
    CollectedResponse response =
        testGateway.call(testGateway.ask(LambdaEvent.functionUrl("POST", "/bedrock"), members));
    assertThat(response.prelude().statusCode()).isEqualTo(403);
    JsonNode error = JSON.readTree(response.body());
    assertThat(error.get("code").asText()).isEqualTo("model_not_allowed");
    assertThat(error.get("error").asText())
        .isEqualTo(
            "The model eu.amazon.nova-pro-v1:0 is not deployed here."
                + " GET /models lists those that may be used.");
    assertThat(testGateway.counters()).isEmpty();
  }

  @Test
  void takesADeployedModelByItsArnToo() throws IOException {
    String arn = "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU;
    String members = "\"modelId\": \"" + arn + "\", \"stream\": true, ";
    testGateway.call(testGateway.ask(LambdaEvent.functionUrl("POST", "/bedrock"), members));
    assertThat(testGateway.records()).hasSize(1);
  }

  @Test
  void readsACompressedList() throws IOException {
    testGateway.close();
    // `printf 'a.b,c.d' | gzip -n | base64`
    testGateway = standWith("gzip:H4sIAAAAAAAAA0vUS9JJ1ksBANYRVI8HAAAA");
    assertThat(ids(models())).containsExactly("a.b", "c.d");
  }

  @Test
  void doesNotPretendToKnowWhatItWasNotTold() throws IOException {
    testGateway.close();
    testGateway = standWith("");
    CollectedResponse response = testGateway.call(mine(LambdaEvent.functionUrl("GET", "/models")));
    assertThat(response.prelude().statusCode()).isEqualTo(404);
  }

  @Test
  void namesACustomersOwnModelsWhereItWasNotToldTheDeployments() throws IOException {
    testGateway.close();
    testGateway = standWith("");
    allow(HAIKU, "not a model");
    assertThat(ids(models())).containsExactly(HAIKU);
  }

  @Test
  void tellsNothingToStrangersAndCountsNothing() throws IOException {
    assertThat(testGateway.call(LambdaEvent.functionUrl("GET", "/models")).prelude().statusCode())
        .isEqualTo(401);
    assertThat(models()).isNotEmpty();
    assertThat(testGateway.records()).isEmpty();
  }

  private TestGateway standWith(String models) {
    return TestGateway.before(bedrock.uri(), Map.of(Settings.MODELS, models));
  }

  private void allow(String... ids) {
    testGateway.putCustomer(
        Map.of("status", text("active"), "models", AttributeValue.fromSs(List.of(ids))));
  }

  private JsonNode models() throws IOException {
    return JSON.readTree(testGateway.call(mine(LambdaEvent.functionUrl("GET", "/models"))).body())
        .get("models");
  }

  private static List<String> ids(JsonNode models) {
    return StreamSupport.stream(models.spliterator(), false)
        .map(model -> model.get("id").asText())
        .toList();
  }

  private LambdaEvent mine(LambdaEvent lambdaEvent) {
    return lambdaEvent.withHeader("authorization", "Bearer " + testGateway.token());
  }
}
