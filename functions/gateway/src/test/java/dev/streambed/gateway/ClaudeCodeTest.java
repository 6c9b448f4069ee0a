package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What Claude Code asks of a gateway: by `ANTHROPIC_BASE_URL`, and in its Bedrock mode.
@Timeout(60)
class ClaudeCodeTest {

  private static final String MODEL = "global.anthropic.claude-opus-4-8";
  private static final String BETAS =
      "claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27,"
          + "prompt-caching-scope-2026-01-05,mid-conversation-system-2026-05-01,"
          + "effort-2025-11-24,advanced-tool-use-2025-11-20,tool-search-2025-10-19";

  /// As it is sent, but for `model`, which comes first, and `stream`, which comes last.
  private static final String BODY =
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Fix it.\"}]},"
          + "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"Today is Monday.\","
          + "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]}],"
          + "\"system\":[{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2.1\"},"
          + "{\"type\":\"text\",\"text\":\"You are Claude Code.\",\"cache_control\":"
          + "{\"type\":\"ephemeral\"}}],"
          + "\"tools\":[{\"name\":\"Bash\",\"input_schema\":{\"type\":\"object\"}},"
          + "{\"name\":\"Cron\",\"input_schema\":{\"type\":\"object\"},\"defer_loading\":true}],"
          + "\"metadata\":{\"user_id\":\"{\\\"session_id\\\":\\\"1\\\"}\"},"
          + "\"max_tokens\":128000,\"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"},"
          + "\"context_management\":{\"edits\":[{\"type\":\"clear_thinking_20251015\"}]},"
          + "\"output_config\":{\"effort\":\"high\"}";

  @Test
  void getsEveryByteOfItsRequestToClaude() throws Exception {
    List<String> requests = new ArrayList<>();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> {
              requests.add(call.path());
              requests.add(new String(call.request(), StandardCharsets.UTF_8));
              call.stream().chunk(EventStreamFrames.claude("Fixed.")).end();
            });
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.unlimited();
      CollectedResponse response = gateway.call(messages(gateway));
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.body())
          .contains("event: content_block_delta\ndata: {\"type\":\"content_block_delta\"")
          .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
      assertThat(requests)
          .containsExactly(
              "/model/global.anthropic.claude-opus-4-8/invoke-with-response-stream",
              "{\"anthropic_version\":\"2026-10-21\",\"anthropic_beta\":[\""
                  + BETAS.replace(",", "\",\"")
                  + "\"],"
                  + BODY
                  + "}");
    }
  }

  @Test
  void isToldWhatWouldFitWhenItsMaximumDoesNot() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.putCustomer(
          Map.of(
              "status",
              text("active"),
              "limits",
              AttributeValue.fromM(Map.of("tokensPerMinute", number(20_000)))));
      CollectedResponse response = gateway.call(messages(gateway));
      assertThat(response.prelude().statusCode()).isEqualTo(413);
      assertThat(response.body())
          .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",")
          .containsPattern(
              "This request may need 13\\d{4} tokens, \\d{4} for its prompt and 128000 for its answer,"
                  + " and 20000 in a minute is the most for one request\\. A maximum of 1\\d{4} output"
                  + " tokens \\(max_tokens\\), thinking included, would fit\\.\",\"max_tokens\":1\\d{4}}");
      assertThat(bedrock.requests()).isZero();
    }
  }

  @Test
  void runsWithinAMinuteThatHoldsNotItsMaximumWhereLessIsReserved() throws Exception {
    TestGateway.awaitTimeInTheMinute();
    byte[] answer = EventStreamFrames.claude("Fixed.");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) -> call.stream().chunk(answer).end());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      Map<String, AttributeValue> limits =
          Map.of("tokensPerMinute", number(20_000), "maxTokensReserved", number(8000));
      gateway.putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
      CollectedResponse response = gateway.call(messages(gateway));
      assertThat(response.prelude().statusCode()).isEqualTo(200);
      assertThat(response.prelude().headers())
          .hasEntrySatisfying(
              "anthropic-ratelimit-tokens-remaining",
              left -> assertThat(left.getFirst()).matches("1[01]\\d{3}|[6-9]\\d{3}"));
      assertThat(gateway.counters().getFirst())
          .allSatisfy((name, value) -> {
            if (name.matches("m[0-9]+t")) {
              assertThat(value).isEqualTo(number(46));
            }
          });
    }
  }

  /// Without the header it tries again for minutes, and says nothing.
  @Test
  void givesUpOnAWrongKeyAtOnce() throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      LambdaEvent wrong = messages(gateway).withHeader("authorization", "Bearer sb_wrong");
      CollectedResponse response = gateway.call(wrong);
      assertThat(response.prelude().statusCode()).isEqualTo(401);
      assertThat(response.header("x-should-retry")).isEqualTo("false");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, 400, prompt is too long: 209213 tokens > 200000 maximum",
    "400, ValidationException, 400, Input is too long for requested model.",
    "400, ValidationException, 400, 'messages.1: role must be user'",
    "429, ThrottlingException, 529, 'Too many tokens, please wait before trying again.'",
    "503, ServiceUnavailableException, 503, ''"
  })
  void readsBedrocksOwnWording(int status, String exception, int expected, String sentence)
      throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((call, _) ->
                call.error(status + " No", exception, "{\"message\":\"" + sentence + "\"}"));
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.unlimited();
      CollectedResponse response = gateway.call(messages(gateway));
      assertThat(response.prelude().statusCode()).isEqualTo(expected);
      assertThat(response.header("content-type")).isEqualTo("application/json");
      assertThat(response.body()).contains("\"message\":\"" + sentence);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/invoke",
        "/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/invoke"
      })
  void mayProbeForModelsThatAreNotDeployed(String path) throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start((call, _) -> call.cut());
        TestGateway gateway =
            TestGateway.before(
                bedrock.uri(), Map.of("STREAMBED_MODELS", MODEL, "STREAMBED_METRICS", "on"))) {
      LambdaEvent probe =
          LambdaEvent.functionUrl("POST", path)
              .withHeader("authorization", "Bearer " + gateway.token())
              .withBody(
                  "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":1,"
                      + "\"messages\":[{\"role\":\"user\",\"content\":\"test\"}]}");
      CollectedResponse response = gateway.call(probe);
      assertThat(response.prelude().statusCode()).isEqualTo(403);
      assertThat(response.header("x-amzn-errortype")).isEqualTo("AccessDeniedException");
      assertThat(gateway.lines())
          .singleElement()
          .asString()
          .contains("\"request_refused\"", "\"not_deployed\"")
          .doesNotContain("CloudWatchMetrics");
      assertThat(gateway.records()).isEmpty();
      assertThat(gateway.admitted()).isZero();
      assertThat(bedrock.requests()).isZero();
    }
  }

  private static LambdaEvent messages(TestGateway gateway) {
    return LambdaEvent.functionUrl("POST", "/v1/messages")
        .withParameter("beta", "true")
        .withHeader("authorization", "Bearer " + gateway.token())
        .withHeader("anthropic-version", "2026-10-21")
        .withHeader("anthropic-beta", BETAS)
        .withHeader("accept", "application/json")
        .withHeader("x-stainless-retry-count", "0")
        .withBody("{\"model\":\"" + MODEL + "\"," + BODY + ",\"stream\":true}");
  }
}
