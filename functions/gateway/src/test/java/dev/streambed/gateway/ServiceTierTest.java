package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Service tiers and latencies that the deployment allows, in every API.
@Timeout(60)
class ServiceTierTest {

  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String MESSAGES =
      ",'messages':[{'role':'user','content':[{'text':'How deep is it?'}]}]}";
  private static final String TEXT = ",'messages':[{'role':'user','content':'Hi'}]}";
  private static final byte[] ANSWER =
      ("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Deep.\"}]}},"
              + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,\"outputTokens\":1,"
              + "\"totalTokens\":2}}")
          .getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/model/" + NOVA + "/converse | {'serviceTier':{'type':'priority'}" + MESSAGES + " | tier",
        "/model/" + NOVA + "/converse | {'serviceTier':{'type':'FLEX'}" + MESSAGES + " |",
        "/model/" + NOVA + "/converse | {'serviceTier':{'type':'default'}" + MESSAGES + " |",
        "/model/" + NOVA + "/converse | {'a':1" + MESSAGES + " |",
        "/model/"
            + NOVA
            + "/converse | {'serviceTier':{'type':'flex'},'service\\u0054ier':{'type':'reserved'}"
            + MESSAGES
            + " | tier",
        "/model/"
            + NOVA
            + "/converse | {'additionalModelRequestFields':{'service_tier':'priority'}"
            + MESSAGES
            + " | tier",
        "/model/"
            + NOVA
            + "/converse | {'performanceConfig':{'latency':'optimized'}"
            + MESSAGES
            + " | latency",
        "/model/"
            + NOVA
            + "/converse | {'performanceConfig':{'latency':'standard'}"
            + MESSAGES
            + " |",
        "/bedrock | {'modelId':'"
            + NOVA
            + "','stream':false,'service_tier':'priority'"
            + MESSAGES
            + " | tier",
        "/v1/chat/completions | {'model':'"
            + NOVA
            + "','service_tier':'priority'"
            + TEXT
            + " | tier",
        "/v1/chat/completions | {'model':'" + NOVA + "','service_tier':'auto'" + TEXT + " |",
        "/v1/chat/completions | {'model':'" + NOVA + "','service_tier':'flex'" + TEXT + " |",
        "/v1/messages | {'model':'"
            + NOVA
            + "','max_tokens':5,'service_tier':'priority'"
            + TEXT
            + " | tier",
        "/v1/messages | {'model':'"
            + NOVA
            + "','max_tokens':5,'service_tier':'standard_only'"
            + TEXT
            + " |"
      })
  void areTheOnlyOnes(String path, String body, String refused) throws Exception {
    check(path, body, refused == null ? "" : refused, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "x-amzn-bedrock-service-tier, priority, tier",
    "X-Amzn-Bedrock-Service-Tier, 'flex,priority', tier",
    "x-amzn-bedrock-performanceconfig-latency, optimized, latency",
    "x-amzn-bedrock-service-tier, flex, ''"
  })
  void areTheOnlyOnesInHeaders(String name, String value, String refused) throws Exception {
    check("/model/" + NOVA + "/invoke", "{'a':1" + MESSAGES, refused, Map.of(name, value));
  }

  private static void check(String path, String body, String refused, Map<String, String> headers)
      throws Exception {
    Map<String, String> allowed =
        Map.of(Settings.SERVICE_TIERS, "default,flex", Settings.LATENCIES, "standard");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> call.answer(Map.of(), ANSWER));
        TestGateway gateway = TestGateway.before(bedrock.uri(), allowed)) {
      LambdaEvent event =
          LambdaEvent.functionUrl("POST", path)
              .withHeader("authorization", "Bearer " + gateway.token())
              .withBody(body.replace('\'', '"'));
      headers.forEach(event::withHeader);
      CollectedResponse response = gateway.call(event);
      assertThat(response.prelude().statusCode())
          .as(response.body())
          .isEqualTo(refused.isEmpty() ? 200 : 400);
      assertThat(bedrock.requests()).isEqualTo(refused.isEmpty() ? 1 : 0);
      if (!refused.isEmpty()) {
        assertThat(response.body()).contains(refused + " may not be asked for here. Allowed: ");
        assertThat(gateway.admitted()).isZero();
        assertThat(gateway.running()).isEmpty();
      }
    }
  }
}
