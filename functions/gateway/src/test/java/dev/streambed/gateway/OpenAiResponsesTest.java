package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
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

/// The Responses API: what Bedrock gets and what the caller gets, with Bedrock's counts in both the
/// answer and the record.
@Timeout(60)
class OpenAiResponsesTest {

  private static final OpenAiExchange RESPONSES = new OpenAiExchange("/v1/responses");
  private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String BODY = "{\"model\":\"" + MODEL + "\",\"input\":\"How deep is it?\"}";
  private static final String ANSWER =
      "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Deep.\"}]}},"
          + "\"stopReason\":\"end_turn\","
          + "\"usage\":{\"inputTokens\":11,\"outputTokens\":3,\"totalTokens\":14}}";

  @ParameterizedTest
  @ValueSource(strings = {"responses-text", "responses-stream", "responses-history"})
  void exchangesWhatTheFilesSay(String name) throws Exception {
    RESPONSES.checkGolden(name);
  }

  @Test
  void passesOverWhatCodexSendsToEveryServer() throws Exception {
    CollectedResponse response = RESPONSES.checkGolden("responses-codex");
    assertThat(response.header("warning"))
        .isEqualTo(
            "299 streambed \"tools[2]: 'web_search' is left out, because Bedrock does not have"
                + " it\"");
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, completed, ''",
    "tool_use, completed, ''",
    "max_tokens, incomplete, max_output_tokens",
    "guardrail_intervened, incomplete, content_filter"
  })
  void saysHowItStands(String stopReason, String status, String reason) throws Exception {
    CollectedResponse response =
        RESPONSES.call(BODY, ANSWER.replace("end_turn", stopReason), _ -> {});
    JsonObject body = (JsonObject) Json.read(response.bytes());
    assertThat(body.text("status")).contains(status);
    assertThat(body.objectOrEmpty("incomplete_details").text("reason").orElse(""))
        .isEqualTo(reason);
  }

  @Test
  void sendsReasoningBackThatItsModelHasSigned() throws Exception {
    String reasoning =
        "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Sea.\",\"signature\":\"c2ln\"}}}";
    String redacted = "{\"reasoningContent\":{\"redactedContent\":\"AAEC\"}}";
    String answer =
        ANSWER.replace(
            "{\"text\":\"Deep.\"}", reasoning + "," + redacted + ",{\"text\":\"Deep.\"}");
    String include = "\"include\":[\"reasoning.encrypted_content\"],";
    CollectedResponse first = RESPONSES.call("{" + include + BODY.substring(1), answer, _ -> {});
    String items =
        ((JsonObject) Json.read(first.bytes())).get("output").map(Json::write).orElse("");
    List<JsonObject> requests = new ArrayList<>();
    RESPONSES.call("{\"model\":\"" + MODEL + "\",\"input\":" + items + "}", ANSWER, requests::add);
    assertThat(requests.getFirst().get("messages").map(Json::write).orElse(""))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"content\":["
                + reasoning
                + ","
                + redacted
                + ",{\"text\":\"Deep.\"}]}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "previous_response_id | \"previous_response_id\":\"resp_1\"",
        "conversation | \"conversation\":\"conv_1\"",
        "background | \"background\":true",
        "prompt | \"prompt\":{\"id\":\"p\"}",
        "truncation | \"truncation\":\"auto\"",
        "top_logprobs | \"top_logprobs\":2",
        "memberOfTomorrow | \"memberOfTomorrow\":1",
        "tools[0].type | \"tools\":[{\"type\":\"file_search\"}]",
        "tool_choice.type | \"tool_choice\":{\"type\":\"allowed_tools\"}",
        "reasoning.mode | \"reasoning\":{\"mode\":\"pro\"}",
        "text.format.type | \"text\":{\"format\":{\"type\":\"grammar\"}}",
        "input[0].type | \"input\":[{\"type\":\"item_reference\",\"id\":\"a\"}]",
        "input[0].content[0].image_url | \"input\":[{\"role\":\"user\",\"content\":[{\"type\":"
            + "\"input_image\",\"image_url\":\"https://example.com/a.png\"}]}]",
        "input[0].content[0].image_url | \"input\":[{\"role\":\"user\",\"content\":[{\"type\":"
            + "\"input_image\",\"file_id\":\"file-1\"}]}]",
        "input[0].output | \"input\":[{\"type\":\"function_call_output\",\"call_id\":\"a\"}]"
      })
  void namesTheMemberThatItRefuses(String param, String member) throws Exception {
    RESPONSES.checkRefused("{" + BODY.substring(1, BODY.length() - 1) + "," + member + "}", param);
  }

  @Test
  void tellsOfAnErrorWhereverAStreamIsCut() throws Exception {
    RESPONSES.checkCutEverywhere("responses-stream", "{\"stream\":true," + BODY.substring(1));
  }

  @Test
  void failsAResponseThatHasBegunBeforeItRaises() throws Exception {
    List<byte[]> frames = OpenAiExchange.golden("responses-stream").frames();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              call.stream().chunk(frames.get(0)).chunk(frames.get(1)).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      String body = "{\"stream\":true," + BODY.substring(1);
      assertThat(gateway.call(RESPONSES.event(gateway, body)).body())
          .contains("event: response.created\n")
          .contains("event: response.failed\n")
          .contains("\"status\":\"failed\"")
          .contains("\"error\":{\"code\":\"server_error\"")
          .contains("event: error\ndata: {\"type\":\"error\",");
    }
  }
}
