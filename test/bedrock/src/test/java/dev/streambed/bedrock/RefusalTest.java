package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The requests that Bedrock refuses, with its messages.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

  private static final String CLAUDE = "/model/anthropic.claude-3-haiku-20240307-v1:0/invoke";
  private static final String MALFORMED =
      "Malformed input request, please reformat your input and try again.";

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
  @CsvSource({
    "does-not-exist, The provided model identifier is invalid.",
    "amazon.titan-embed-text-v2:0, This action doesn't support the model that you provided. Try"
        + " again with a supported text or chat model.",
  })
  void refusesModelsThatDoNotTalk(String modelId, String message) throws Exception {
    assertRefused(unsignedClient.whole("/model/" + modelId + "/converse-stream", "{}"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                                  | " + MALFORMED,
        "[]                                                                  | " + MALFORMED,
        "{} {}                                                               | " + MALFORMED,
        "{}                                                                  | anthropic_version: Field required",
        "{\"anthropic_version\":\"bedrock-2023-05-31\"}                      | max_tokens: Field required",
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9}     | messages: Field required",
        "{\"anthropic_version\":\"2023-06-01\",\"max_tokens\":9,\"messages\":[1]} | Invalid API version",
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":0,\"messages\":[1]} | max_tokens: must be greater than or equal to 1",
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":\"9\",\"messages\":[1]} | max_tokens: Input should be a valid integer",
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":[]} | messages: at least one message is required",
      })
  void refusesWhatClaudeWouldNotRead(String body, String message) throws Exception {
    assertRefused(unsignedClient.whole(CLAUDE, body), message);
  }

  @ParameterizedTest
  @CsvSource({"modelId", "model", "stream", "stream_options"})
  void refusesTheKeysThatAGatewayShouldHaveTakenOut(String key) throws Exception {
    String rest =
        ",\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":[1]}";
    assertRefused(
        unsignedClient.whole(CLAUDE, "{\"" + key + "\":true" + rest),
        key + ": Extra inputs are not permitted");
    assertRefused(
        unsignedClient.whole(
            "/model/meta.llama3-8b-instruct-v1:0/invoke", "{\"prompt\":\"a\",\"" + key + "\":1}"),
        "Malformed input request: #: extraneous key ["
            + key
            + "] is not permitted, please reformat your input and try again.");
  }

  @Test
  void refusesAConversationThatTheUserDidNotBegin() throws Exception {
    assertRefused(
        unsignedClient.whole("/model/amazon.nova-lite-v1:0/converse", "{\"messages\":[]}"),
        "A conversation must start with a user message. Try again with a conversation that starts"
            + " with a user message.");
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    HttpResponse<byte[]> response = unsignedClient.whole(CLAUDE, " ".repeat(25_000_001));
    assertRefused(
        response,
        "1 validation error detected: Value at 'body' failed to satisfy constraint: Member must"
            + " have length less than or equal to 25000000");
  }

  @ParameterizedTest
  @CsvSource({"/", "/model/a/apply", "/guardrail/a/version/1/apply"})
  void knowsNoOtherOperation(String path) throws Exception {
    HttpResponse<byte[]> response = unsignedClient.whole(path, "{}");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("UnknownOperationException:");
  }

  @Test
  void doesNotStartOnAPortThatIsTaken() {
    BedrockOptions taken = BedrockOptions.scripted().withPort(bedrock.uri().getPort());
    assertThatThrownBy(() -> BedrockEndpoint.start(taken))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot serve on port " + taken.port());
  }

  private static void assertRefused(HttpResponse<byte[]> response, String message) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-errortype"))
        .contains("ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/");
    assertThat(response.headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(Json.read(response.body()).orElseThrow().get("message").asText()).isEqualTo(message);
  }
}
