package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Cache points that the deployment wants and the caller has not set, through the whole function.
/// The golden files `prompt-caching.txt` have where they stand, by dialect and model.
@Timeout(60)
class PromptCachingTest {

  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";
  private static final String POINT = "{\"cachePoint\":{\"type\":\"default\"}}";
  private static final String CHAT =
      "{'model':'%s','max_tokens':50,'messages':[{'role':'system','content':'Be brief.'},"
          + "{'role':'user','content':'How deep is it?'}]}";
  private static final byte[] ANSWER =
      ("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Deep.\"}]}},"
              + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":10,\"outputTokens\":2,"
              + "\"totalTokens\":1047,\"cacheReadInputTokens\":5,\"cacheWriteInputTokens\":1030,"
              + "\"cacheDetails\":[{\"ttl\":\"5m\",\"inputTokens\":1030}]}}")
          .getBytes(StandardCharsets.UTF_8);

  private final List<String> bodies = new CopyOnWriteArrayList<>();

  @Test
  void recordsWhatBedrockSaysOfTheCache() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call));
        TestGateway gateway = gateway(bedrock, "automatic")) {
      CollectedResponse response = chat(gateway, CHAT.formatted(CLAUDE));
      assertThat(response.body()).contains("\"prompt_tokens\":1045", "\"cached_tokens\":5");
      assertThat(bodies)
          .singleElement()
          .asString()
          .contains("\"system\":[{\"text\":\"Be brief.\"}," + POINT);
      assertThat(gateway.records())
          .singleElement()
          .satisfies(record ->
              assertThat(record)
                  .containsEntry("cache_write_tokens", number(1030))
                  .containsEntry("cache_read_tokens", number(5))
                  .containsEntry(
                      "cost_nano_usd", number(10 * 3300 + 2 * 16_500 + 5 * 330 + 1030 * 4125)));
      RecordedState.of(gateway).isSettled();
    }
  }

  @Test
  void isOffByDefault() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      chat(gateway, CHAT.formatted(CLAUDE));
      assertThat(bodies).singleElement().asString().doesNotContain("cachePoint");
    }
  }

  /// What is handed on as it came, what the caller has marked, and what declines.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "0 | /v1/messages | {'model':'"
            + CLAUDE
            + "','max_tokens':5,'system':'a','messages':[{'role':'user','content':'b'}]}",
        "0 | /bedrock | {'modelId':'"
            + CLAUDE
            + "','stream':false,'anthropic_version':'bedrock-2023-05-31','max_tokens':5,'system':'a',"
            + "'messages':[{'role':'user','content':'b'}]}",
        "0 | /model/"
            + CLAUDE
            + "/converse | {'system':[{'text':'a'}],'messages':[{'role':'user','content':[{'text':'b'}]}]}",
        "1 | /v1/chat/completions | {'model':'"
            + CLAUDE
            + "','messages':[{'role':'system','content':'a'},{'role':'user','content':[{'type':'text',"
            + "'text':'b','cache_control':{'type':'ephemeral'}}]}]}",
        "1 | /v1/messages | {'model':'us.amazon.nova-pro-v1:0','max_tokens':5,'system':'a','messages':"
            + "[{'role':'user','content':[{'type':'text','text':'b','cache_control':{'type':'ephemeral'}}]}]}",
        "0 | /v1/chat/completions | {'model':'"
            + CLAUDE
            + "','prompt_cache_options':{'mode':'explicit'},'messages':[{'role':'system','content':'a'},"
            + "{'role':'user','content':'b'}]}",
        "1 | /v1/chat/completions | {'model':'"
            + CLAUDE
            + "','prompt_cache_options':{'mode':'implicit','ttl':'30m'},'messages':[{'role':'system',"
            + "'content':'a'},{'role':'user','content':'b'}]}",
        "0 | /v1/responses | {'model':'"
            + CLAUDE
            + "','prompt_cache_options':{'mode':'explicit'},'instructions':'a','input':'b'}",
        "1 | /v1/responses | {'model':'" + CLAUDE + "','instructions':'a','input':'b'}"
      })
  void addsNothingToWhatPassesThroughIsMarkedOrDeclines(int points, String path, String body)
      throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call));
        TestGateway gateway = gateway(bedrock, "automatic")) {
      call(gateway, path, body);
      assertThat(bodies)
          .singleElement()
          .satisfies(sent -> assertThat(sent.split("cachePoint", -1)).hasSize(points + 1));
    }
  }

  @Test
  void refusesAnUnknownMode() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call));
        TestGateway gateway = gateway(bedrock, "automatic")) {
      String body =
          "{'prompt_cache_options':{'mode':'never'}," + CHAT.formatted(CLAUDE).substring(1);
      CollectedResponse response = chat(gateway, body);
      assertThat(response.prelude().statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"param\":\"prompt_cache_options.mode\"");
    }
  }

  /// A token count is of the prompt alone.
  @Test
  void countsTokensWithoutCachePoints() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              bodies.add(new String(call.request(), StandardCharsets.UTF_8));
              call.answer(Map.of(), "{\"inputTokens\":7}".getBytes(StandardCharsets.UTF_8));
            });
        TestGateway gateway = gateway(bedrock, "automatic")) {
      call(
          gateway,
          "/v1/messages/count_tokens",
          "{'model':'us.amazon.nova-pro-v1:0','system':'a','messages':[{'role':'user','content':'b'}]}");
      assertThat(bodies).singleElement().asString().doesNotContain("cachePoint");
    }
  }

  @Test
  void asksEachModelOfAnAliasInItsOwnWay() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> throttleClaude(call));
        TestGateway gateway =
            TestGateway.before(
                bedrock.uri(),
                Map.of(
                    Settings.PROMPT_CACHING,
                    "automatic",
                    Settings.MODEL_ALIASES,
                    "any=" + CLAUDE + "|" + LLAMA))) {
      putBudget(gateway, "1");
      CollectedResponse response = chat(gateway, CHAT.formatted("any"));
      assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.header("x-streambed-model")).isEqualTo(LLAMA);
      assertThat(bodies).hasSize(2);
      assertThat(bodies.getFirst()).contains(POINT);
      assertThat(bodies.getLast()).doesNotContain("cachePoint");
      RecordedState.of(gateway).isSettled();
    }
  }

  /// In Converse it has more members than a body of a caller's may have.
  @Test
  void sendsALongConversationAsItIs() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call));
        TestGateway gateway = gateway(bedrock, "automatic")) {
      String turn = "{'role':'user','content':'a'},{'role':'assistant','content':'b'},";
      String body =
          "{'model':'%s','max_tokens':5,'messages':[%s{'role':'user','content':'c'}]}"
              .formatted(CLAUDE, turn.repeat(35_000));
      assertThat(chat(gateway, body).prelude().statusCode()).isEqualTo(200);
      assertThat(bodies).singleElement().asString().doesNotContain("cachePoint");
    }
  }

  /// Between what the request may cost without a cache and with one.
  @Test
  void reservesWhatWritingTheCacheMayCost() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> answer(call))) {
      String body = CHAT.formatted(CLAUDE).replace("Be brief.", "deep ".repeat(4000));
      assertThat(statusWithin("0.034", gateway(bedrock, "off"), body)).isEqualTo(200);
      assertThat(statusWithin("0.034", gateway(bedrock, "automatic"), body)).isEqualTo(429);
      assertThat(statusWithin("0.04", gateway(bedrock, "automatic"), body)).isEqualTo(200);
    }
  }

  private static int statusWithin(String budget, TestGateway gateway, String body)
      throws IOException {
    try (gateway) {
      putBudget(gateway, budget);
      return chat(gateway, body).prelude().statusCode();
    }
  }

  private static TestGateway gateway(ScriptedBedrock bedrock, String setting) {
    return TestGateway.before(bedrock.uri(), Map.of(Settings.PROMPT_CACHING, setting));
  }

  private static void putBudget(TestGateway gateway, String usd) {
    Map<String, AttributeValue> limits = Map.of("usdPerMonth", AttributeValue.fromN(usd));
    gateway.putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
  }

  private static CollectedResponse chat(TestGateway gateway, String body) throws IOException {
    return call(gateway, "/v1/chat/completions", body);
  }

  private static CollectedResponse call(TestGateway gateway, String path, String body)
      throws IOException {
    return gateway.call(
        LambdaEvent.functionUrl("POST", path)
            .withHeader("authorization", "Bearer " + gateway.token())
            .withBody(body.replace('\'', '"')));
  }

  private void answer(ScriptedBedrockCall call) throws IOException {
    bodies.add(new String(call.request(), StandardCharsets.UTF_8));
    call.answer(Map.of(), ANSWER);
  }

  private void throttleClaude(ScriptedBedrockCall call) throws IOException {
    if (URLDecoder.decode(call.path(), StandardCharsets.UTF_8).contains(CLAUDE)) {
      bodies.add(new String(call.request(), StandardCharsets.UTF_8));
      call.error("429 No", "ThrottlingException", "{}");
    } else {
      answer(call);
    }
  }
}
