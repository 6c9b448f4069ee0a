package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Chat Completions: what Bedrock gets and what the caller gets, with Bedrock's counts in both the
/// answer and the record.
@Timeout(60)
class OpenAiChatTest {

  private static final OpenAiExchange CHAT = new OpenAiExchange("/v1/chat/completions");
  private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String MESSAGES =
      "\"messages\":[{\"role\":\"user\",\"content\":\"How deep is it?\"}]";
  private static final String BODY = "{\"model\":\"" + SONNET + "\"," + MESSAGES + "}";
  private static final String ANSWER =
      "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Deep.\"}]}},"
          + "\"stopReason\":\"end_turn\","
          + "\"usage\":{\"inputTokens\":11,\"outputTokens\":3,\"totalTokens\":14}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat-text",
        "chat-stream",
        "chat-tools-stream",
        "chat-tool-results",
        "chat-attachments",
        "chat-cache",
        "chat-schema"
      })
  void exchangesWhatTheFilesSay(String name) throws Exception {
    CHAT.checkGolden(name);
  }

  @Test
  void answersBelowOpenAiAsWell() throws Exception {
    OpenAiExchange below = new OpenAiExchange("/openai/v1/chat/completions");
    assertThat(below.call(BODY, ANSWER, _ -> {}).prelude().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, stop",
    "stop_sequence, stop",
    "max_tokens, length",
    "model_context_window_exceeded, length",
    "tool_use, tool_calls",
    "guardrail_intervened, content_filter",
    "content_filtered, content_filter",
    "word_of_tomorrow, stop"
  })
  void saysWhyItEnded(String stopReason, String finishReason) throws Exception {
    CollectedResponse response = CHAT.call(BODY, ANSWER.replace("end_turn", stopReason), _ -> {});
    assertThat(response.body()).contains("\"finish_reason\":\"" + finishReason + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SONNET + " | low | {\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}}",
        SONNET + " | none | ",
        "anthropic.claude-3-7-sonnet-20250219-v1:0 | high"
            + " | {\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":16384}}",
        "us.anthropic.claude-opus-4-6-v1 | xhigh"
            + " | {\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"max\"}}",
        "anthropic.claude-fable-5 | minimal"
            + " | {\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"low\"}}",
        "us.amazon.nova-2-lite-v1:0 | medium"
            + " | {\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"medium\"}}",
        "us.amazon.nova-2-lite-v1:0 | none | {\"reasoningConfig\":{\"type\":\"disabled\"}}",
        "openai.gpt-oss-120b-1:0 | medium | {\"reasoning_effort\":\"medium\"}"
      })
  void saysTheEffortInTheModelsWords(String model, String effort, String fields) throws Exception {
    JsonObject request = requestOf(model, "\"reasoning_effort\":\"" + effort + "\",");
    assertThat(request.get("additionalModelRequestFields").map(Json::write).orElse(null))
        .isEqualTo(fields);
  }

  @Test
  void leavesRoomBesideReasoning() throws Exception {
    JsonObject request = requestOf(SONNET, "\"reasoning_effort\":\"high\",\"max_tokens\":4000,");
    assertThat(request.get("additionalModelRequestFields").map(Json::write).orElse(""))
        .contains("\"budget_tokens\":3000");
  }

  @Test
  void callsOneToolAtATimeWhereTheModelCan() throws Exception {
    String tools =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"depth\"}}],"
            + "\"parallel_tool_calls\":false,";
    assertThat(requestOf(SONNET, tools).objectOrEmpty("additionalModelRequestFields").write())
        .isEqualTo("{\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}}");
    assertThat(requestOf("amazon.nova-pro-v1:0", tools).has("additionalModelRequestFields"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"n\":1",
        "\"logprobs\":false",
        "\"top_logprobs\":null",
        "\"frequency_penalty\":0.0",
        "\"presence_penalty\":0",
        "\"logit_bias\":{}",
        "\"seed\":null",
        "\"store\":false",
        "\"modalities\":[\"text\"]",
        "\"metadata\":{\"a\":\"b\"}",
        "\"user\":\"me\"",
        "\"prompt_cache_key\":\"k\"",
        "\"prompt_cache_options\":{\"mode\":\"implicit\",\"ttl\":\"30m\"}",
        "\"memberOfTomorrow\":null"
      })
  void takesWhatAsksForNothing(String member) throws Exception {
    assertThat(requestOf(SONNET, member + ",").members()).containsOnlyKeys("messages");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "n | \"n\":2",
        "seed | \"seed\":7",
        "logprobs | \"logprobs\":true",
        "logit_bias | \"logit_bias\":{\"5\":1}",
        "frequency_penalty | \"frequency_penalty\":0.5",
        "presence_penalty | \"presence_penalty\":-1",
        "audio | \"audio\":{\"voice\":\"a\"}",
        "modalities | \"modalities\":[\"text\",\"audio\"]",
        "prediction | \"prediction\":{\"type\":\"content\"}",
        "web_search_options | \"web_search_options\":{\"a\":1}",
        "functions | \"functions\":[{\"name\":\"f\"}]",
        "store | \"store\":true",
        "top_k | \"top_k\":5",
        "stop | \"stop\":5",
        "service_tier | \"service_tier\":\"scale\"",
        "reasoning_effort | \"reasoning_effort\":\"huge\"",
        "tools[0].type | \"tools\":[{\"type\":\"custom\"}]",
        "tool_choice.function.name | \"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"x\"}}",
        "response_format.type | \"response_format\":{\"type\":\"grammar\"}",
        "stream_options.x | \"stream_options\":{\"x\":1}",
        "max_tokens | \"max_tokens\":0",
        "messages[0].content[0].image_url.url | \"messages\":[{\"role\":\"user\",\"content\":"
            + "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}]}]",
        "messages[0].content[0].type | \"messages\":[{\"role\":\"user\",\"content\":"
            + "[{\"type\":\"input_audio\"}]}]",
        "messages[0].role | \"messages\":[{\"role\":\"function\",\"content\":\"a\"}]",
        "messages[0].tool_calls[0].function.arguments | \"messages\":[{\"role\":\"assistant\","
            + "\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}]",
        "messages | \"messages\":[]"
      })
  void namesTheMemberThatItRefuses(String param, String member) throws Exception {
    CHAT.checkRefused("{\"model\":\"" + SONNET + "\"," + MESSAGES + "," + member + "}", param);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, 400, invalid_request",
    "403, AccessDeniedException, 403, model_not_allowed",
    "404, ResourceNotFoundException, 404, model_not_found",
    "408, ModelTimeoutException, 504, timeout",
    "424, ModelErrorException, 500, model_error",
    "429, ThrottlingException, 429, rate_limit_exceeded",
    "500, InternalServerException, 502, upstream_error",
    "503, ServiceUnavailableException, 503, unavailable"
  })
  void answersErrorsAsOpenAiDoes(int status, String exception, int expected, String code)
      throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (call, _) -> call.error(status + " No", exception, "{\"message\":\"stop: no\"}"));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      for (String stream : List.of("", "\"stream\":true,")) {
        CollectedResponse response =
            gateway.call(CHAT.event(gateway, "{" + stream + BODY.substring(1)));
        assertThat(response.prelude().statusCode()).isEqualTo(expected);
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(OpenAiExchange.error(response.body()).text("code")).contains(code);
      }
    }
  }

  @Test
  void refusesCallersInTheWordsOfOpenAi() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent unknown =
          LambdaEvent.functionUrl("POST", "/v1/chat/completions")
              .withHeader("authorization", "Bearer sb_" + "x".repeat(43))
              .withBody(BODY);
      CollectedResponse unauthenticated = gateway.call(unknown);
      assertThat(unauthenticated.prelude().statusCode()).isEqualTo(401);
      assertThat(OpenAiExchange.error(unauthenticated.body()).text("code"))
          .contains("invalid_api_key");
      gateway.limitTo(1);
      CollectedResponse admitted = gateway.call(CHAT.event(gateway, BODY));
      assertThat(admitted.header("x-ratelimit-limit-requests")).isEqualTo("1");
      assertThat(admitted.header("x-ratelimit-reset-requests")).matches("(\\d+h)?(\\d+m)?\\d+s");
      CollectedResponse limited = gateway.call(CHAT.event(gateway, BODY));
      assertThat(limited.prelude().statusCode()).isEqualTo(429);
      assertThat(OpenAiExchange.error(limited.body()).text("code")).contains("rate_limit_exceeded");
      assertThat(Integer.parseInt(limited.header("retry-after"))).isPositive();
      CollectedResponse broken = gateway.call(CHAT.event(gateway, "{\"model\":"));
      assertThat(OpenAiExchange.error(broken.body()).text("type"))
          .contains("invalid_request_error");
    }
  }

  @Test
  void tellsOfAnErrorWhereverAStreamIsCut() throws Exception {
    CHAT.checkCutEverywhere("chat-tools-stream", "{\"stream\":true," + BODY.substring(1));
  }

  private static JsonObject requestOf(String model, String members) throws Exception {
    List<JsonObject> requests = new ArrayList<>();
    String body = "{" + members + "\"model\":\"" + model + "\"," + MESSAGES + "}";
    CollectedResponse response = CHAT.call(body, ANSWER, requests::add);
    assertThat(response.prelude().statusCode()).as(response.body()).isEqualTo(200);
    return requests.getFirst();
  }
}
