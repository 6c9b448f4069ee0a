package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What models and the Converse API refuse, by model.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationTest {

  private static final String HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
  private static final String NEWEST = "us.anthropic.claude-sonnet-5";
  private static final String OLDER = "us.anthropic.claude-sonnet-4-20250514-v1:0";
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String HI =
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]";
  private static final String EMPTY =
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"\"}]}]";
  private static final String RESULT =
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"t\",\"content\":[]}}]}]";
  private static final String TOOLS =
      "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\"}}]},";
  private static final String OPEN_CALL =
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]},"
          + "{\"role\":\"assistant\",\"content\":[{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\",\"input\":{}}}]},"
          + "{\"role\":\"user\",\"content\":[{\"text\":\"And?\"}]}]";
  private static final String BOTH =
      "The model returned the following errors: `temperature` and `top_p` cannot both be specified for this model."
          + " Please use only one.";

  private BedrockEndpoint bedrock;
  private UnsignedClient unsignedClient;

  @BeforeAll
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)));
    unsignedClient = UnsignedClient.to(bedrock);
  }

  @AfterAll
  void stop() {
    bedrock.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        NOVA
            + "|"
            + HI
            + ",\"stream\":true|Malformed input request: #: extraneous key [stream] is not permitted, please reformat your input and try again.",
        NOVA
            + "|\"system\":[]|A conversation must start with a user message. Try again with a conversation that starts with a user message.",
        NOVA
            + "|"
            + RESULT
            + "|The toolConfig field must be defined when using toolUse and toolResult content blocks.",
        NOVA
            + "|"
            + EMPTY
            + "|The text field in the ContentBlock object at messages.0.content.0 is blank. Add text to the text field, and try again.",
        NOVA
            + "|"
            + TOOLS
            + RESULT
            + "|The number of toolResult blocks at messages.0.content exceeds the number of toolUse blocks of previous turn.",
        NOVA
            + "|"
            + TOOLS
            + OPEN_CALL
            + "|Expected toolResult blocks at messages.2.content for the following Ids: t",
        HAIKU
            + "|"
            + HI
            + ",\"inferenceConfig\":{\"maxTokens\":64001}|The maximum tokens you requested exceeds the model limit of 64000. Try again with a maximum tokens value that is lower than 64000.",
        HAIKU + "|" + HI + ",\"inferenceConfig\":{\"temperature\":1,\"topP\":1}|" + BOTH,
        NOVA
            + "|"
            + HI
            + ",\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\"}},{\"cachePoint\":{\"type\":\"default\"}}]}|The model returned the following errors: Malformed input request: #/toolConfig/tools/1: extraneous key [cachePoint] is not permitted, please reformat your input and try again.",
        NOVA
            + "|\"messages\":[{\"role\":\"user\",\"content\":[{\"image\":{}},{\"cachePoint\":{\"type\":\"default\"}}]}]|The model returned the following errors: Malformed input request: #/messages/0/content/1: extraneous key [cachePoint] is not permitted, please reformat your input and try again.",
      })
  void refusesInConverse(String modelId, String members, String message) throws Exception {
    for (String operation : new String[] {"converse", "converse-stream"}) {
      assertRefused(
          unsignedClient.whole("/model/" + modelId + "/" + operation, "{" + members + "}"),
          message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        HAIKU
            + "|bedrock-2023-05-31|100000||The model returned the following errors: max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5-20251001",
        HAIKU + "|bedrock-2023-05-31|9|,\"temperature\":1,\"top_p\":1|" + BOTH,
        HAIKU + "|2026-10-21|9||Invalid API version",
        NEWEST
            + "|2026-10-21|9|,\"top_k\":1|The model returned the following errors: top_k: Extra inputs are not permitted",
      })
  void refusesInClaudesOwnFormat(
      String modelId, String version, int most, String members, String message) throws Exception {
    assertRefused(claude(modelId, version, most, members), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\"}]}|messages.0.content: unexpected `tool_use_id` found in `tool_result` blocks: t. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
        "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\"}]},{\"role\":\"user\",\"content\":\"b\"}|messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t. Each `tool_use` block must have a corresponding `tool_result` block in the next message.",
      })
  void refusesCallsWithoutResults(String messages, String message) throws Exception {
    assertRefused(
        unsignedClient.whole(
            "/model/" + HAIKU + "/invoke",
            "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":["
                + messages
                + "]}"),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        NEWEST + "|2026-10-21|1000000|``",
        "us.anthropic.claude-opus-4-7|2026-10-21|9|``",
        OLDER + "|bedrock-2023-05-31|64000|,\"temperature\":1,\"top_p\":1",
        HAIKU + "|bedrock-2023-05-31|64000|,\"temperature\":1",
      })
  void takesWhatTheVersionOfClaudeTakes(String modelId, String version, int most, String members)
      throws Exception {
    assertThat(claude(modelId, version, most, members).statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> claude(
      String modelId, String version, int most, @Nullable String members) throws Exception {
    return unsignedClient.whole(
        "/model/" + modelId + "/invoke",
        "{\"anthropic_version\":\"%s\",\"max_tokens\":%d,%s%s}"
            .formatted(version, most, HI, members == null ? "" : members));
  }

  private static void assertRefused(HttpResponse<byte[]> response, String message) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("ValidationException:");
    assertThat(Json.read(response.body()).orElseThrow().get("message").asText()).isEqualTo(message);
  }
}
